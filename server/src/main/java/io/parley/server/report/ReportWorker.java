package io.parley.server.report;

import io.parley.core.filter.FilterSet;
import io.parley.core.problem.Refused;
import io.parley.store.Store;
import io.parley.store.query.MessageView;
import io.parley.store.task.ReportTask;
import io.parley.store.task.ReportTasks;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes reports, one at a time a thread, as the task table says. Nothing about a task is kept here: a worker that dies leaves a task
 * which another one begins anew.
 */
final class ReportWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportWorker.class);

    /** How often the table is looked at when nobody calls. */
    private static final long LOOK_EVERY_MS = 1000;
    /** How often a running task notes its progress, and so learns whether it was cancelled. */
    private static final long PROGRESS_EVERY_MS = 250;

    private final Store store;
    private final ReportTasks tasks;
    private final ReportFiles files;
    private final String name;
    private final Semaphore calls = new Semaphore(0);
    private final List<Thread> threads;
    private volatile boolean closed;

    /**
     * Begins to work.
     *
     * @param name of this server among those that share the store; what an earlier life of it had begun is begun anew
     * @param atOnce reports written at once
     */
    ReportWorker(Store store, ReportFiles files, String name, int atOnce) {
        this.store = store;
        this.tasks = store.tasks();
        this.files = files;
        this.name = name;
        tasks.release(name);
        this.threads = IntStream.rangeClosed(1, atOnce)
                .mapToObj(number -> Thread.ofPlatform().name("report-" + number).start(this::work))
                .toList();
    }

    /** Says that there is a new task. */
    void call() {
        calls.release();
    }

    private void work() {
        while (!closed) {
            try {
                var task = tasks.claim(name);
                if (task.isPresent()) {
                    perform(task.get());
                } else if (calls.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    calls.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // The table cannot be read just now; the next look may find it.
                LOG.error("the report worker could not look for work", e);
                pause();
            }
        }
    }

    private void perform(ReportTask task) {
        try {
            long rows = write(task);
            files.finish(task.id());
            if (!tasks.complete(task.id(), name, rows)) {
                files.delete(task.id());
            }
        } catch (Cancelled e) {
            files.delete(task.id());
        } catch (IOException | RuntimeException e) {
            if (closed) {
                // The task stays begun, and the next start begins it anew.
                return;
            }
            LOG.error("report {} failed", task.id(), e);
            files.delete(task.id());
            tasks.fail(task.id(), name, e instanceof Refused refused ? refused.words() : "the report could not be written");
        }
    }

    private long write(ReportTask task) throws IOException {
        ReportRequest request = ReportRequest.fromJson(task.request());
        ReportSettings settings = request.settings();
        FilterSet wanted = request.filters();
        Progress progress = new Progress(
                task.id(), store.conversations().countMessages(request.projects().keySet(), wanted));
        List<ReportColumn<MessageView>> columns =
                MessageReport.columns(request.projects(), wanted.customFields(), request.language());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(files.growing(task.id())));
                SheetWriter sheet = writer(out, settings, request)) {
            if (settings.withHeader()) {
                sheet.header(columns.stream()
                        .map(column -> column.title().in(request.language()))
                        .toList());
            }
            store.conversations().streamMessages(request.projects().keySet(), wanted, messages -> {
                messages.forEach(message -> writeRow(sheet, columns, message));
                progress.written(messages.size());
            });
        }
        return progress.rows;
    }

    private static SheetWriter writer(OutputStream out, ReportSettings settings, ReportRequest request) {
        return switch (settings.fileType()) {
            case XLSX -> new XlsxWriter(out, settings, request.zone());
            case CSV -> new CsvFile(out, settings, request.zone());
        };
    }

    private static <R> void writeRow(SheetWriter sheet, List<ReportColumn<R>> columns, R row) {
        try {
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (ReportColumn<R> column : columns) {
                values.add(column.value().apply(row));
            }
            sheet.row(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Stops; what is being written is begun anew at the next start. */
    @Override
    public void close() {
        closed = true;
        call();
        for (Thread thread : threads) {
            thread.interrupt();
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Counts rows, and notes them in the task table now and then. */
    private final class Progress {
        private final String taskId;
        private final long total;
        private long rows;
        private long noted = System.nanoTime();

        Progress(String taskId, long total) {
            this.taskId = taskId;
            this.total = total;
            note();
        }

        void written(int more) {
            rows += more;
            if (System.nanoTime() - noted > TimeUnit.MILLISECONDS.toNanos(PROGRESS_EVERY_MS)) {
                note();
            }
        }

        private void note() {
            noted = System.nanoTime();
            // Rows that arrived since they were counted belong to the report, too.
            if (closed || !tasks.progress(taskId, name, rows, Math.max(rows, total))) {
                throw new Cancelled();
            }
        }
    }

    /** The task is no longer ours. */
    private static final class Cancelled extends RuntimeException {
        Cancelled() {
            super("cancelled", null, false, false);
        }
    }
}
