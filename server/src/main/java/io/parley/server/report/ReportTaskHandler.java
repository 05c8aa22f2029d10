// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.i18n.Language;
import io.parley.core.i18n.LocalizedText;
import io.parley.server.task.TaskHandler;
import io.parley.server.task.TaskProgress;
import io.parley.store.engine.CancellationScope;
import io.parley.store.engine.CancellationScopes;
import io.parley.store.task.Task;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Job that writes reports. */
@Component
final class ReportTaskHandler implements TaskHandler {
    static final Set<String> KINDS =
            Arrays.stream(Report.values()).map(Report::type).collect(Collectors.toUnmodifiableSet());

    private static final int BUFFER = 1 << 16;

    private static final long LOOK_EVERY_MS = 250;

    private final ReportQueries queries;
    private final CancellationScopes cancellationScopes;
    /** Limits Parquet files to one at a time, because each takes native memory in addition to the store's. */
    private final Semaphore parquet = new Semaphore(1, true);

    ReportTaskHandler(ReportQueries queries, CancellationScopes cancellationScopes) {
        this.queries = queries;
        this.cancellationScopes = cancellationScopes;
    }

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public ReportDescription describe(Task task) {
        ReportRequest request = ReportRequest.fromJson(task.request());
        Long projectId = task.projectId();
        return new ReportDescription(
                request, projectId == null ? null : request.projects().get(projectId));
    }

    @Override
    public long perform(Task task, Path file, TaskProgress progress) throws IOException {
        ReportRequest request = ReportRequest.fromJson(task.request());
        try (CancellationScope reading = cancellationScopes.open()) {
            progress.whenCancelled(reading::interrupt);
            if (request.settings().fileType() != FileType.PARQUET) {
                return write(request.report().content(), request, file, progress);
            }
            acquirePermit(progress);
            try {
                return write(request.report().content(), request, file, progress);
            } finally {
                parquet.release();
            }
        }
    }

    /**
     * Waits for the Parquet semaphore. This happens before anything is read, so that no connection is held meanwhile.
     * A cancelled task stops waiting.
     */
    private void acquirePermit(TaskProgress progress) throws IOException {
        try {
            while (!parquet.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                progress.done(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another file of Parquet was written", e);
        }
    }

    private <R> long write(ReportContent<R> content, ReportRequest request, Path file, TaskProgress progress)
            throws IOException {
        progress.total(content.count(queries, request));
        List<ReportColumn<R>> columns = new ArrayList<>(content.columns());
        columns.addAll(content.moreColumns(queries, request));
        boolean forPrograms = request.settings().fileType().isForPrograms();
        Language language = forPrograms ? Language.EN : request.language();
        long[] rows = {0};
        try (RowWriter writer = new AsyncRowWriter(writer(file, request.settings(), request.zone()))) {
            writer.columns(columns.stream()
                    .map(column -> new RowWriter.Heading(
                            column.key(), column.kind(), column.title().in(language)))
                    .toList());
            content.stream(queries, request, ReportColumn.reads(columns), row -> {
                write(writer, values(columns, row, request, language, forPrograms));
                rows[0]++;
                progress.done(1);
            });
        }
        return rows[0];
    }

    private static RowWriter writer(Path file, ReportSettings settings, ZoneId zone) throws IOException {
        return switch (settings.fileType()) {
            case XLSX -> on(file, out -> new XlsxWriter(out, settings, zone));
            case CSV -> on(file, out -> new CsvFileWriter(out, settings, zone));
            case JSONL -> on(file, JsonLinesWriter::new);
            case PARQUET -> new ParquetWriter(file);
        };
    }

    /** Creates a writer, which then owns and closes the file. */
    private interface Beginning {
        RowWriter on(OutputStream out) throws IOException;
    }

    private static RowWriter on(Path file, Beginning writer) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        try {
            return writer.on(out);
        } catch (Throwable e) {
            out.close();
            throw e;
        }
    }

    private static <R> List<@Nullable Object> values(
            List<ReportColumn<R>> columns, R row, ReportRequest request, Language language, boolean forPrograms) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (ReportColumn<R> column : columns) {
            values.add(
                    switch (column.cell().of(row, request)) {
                        case LocalizedText word -> word.in(language);
                        case ReportColumn.Texts several when forPrograms -> several.texts();
                        case ReportColumn.Texts several -> several.texts().isEmpty() ? null : several.joined();
                        case null -> null;
                        case Object value -> value;
                    });
        }
        return values;
    }

    private static void write(RowWriter writer, List<@Nullable Object> values) {
        try {
            writer.row(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
