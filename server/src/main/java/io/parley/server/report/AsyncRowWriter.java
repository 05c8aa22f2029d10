// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writer that passes rows in batches to another thread, so that reading and writing overlap. An error of that thread
 * is thrown at one of the next rows, or at the end.
 */
final class AsyncRowWriter implements RowWriter {
    /** Rows in a batch. */
    private static final int PORTION = 250;
    /** Approximate length of a portion, in characters: a row may be long. */
    private static final int LONGEST_PORTION = 256 * 1024;
    /** Memory of a cell besides its text, in characters: a row may have many thousands of cells. */
    private static final int CELL = 8;
    /** Most portions in the queue: as many rows as an engine returns at once. */
    private static final int WAITING = 8;
    /** Characters of all that wait, unless a single one is longer. */
    private static final int LONGEST_WAITING = 1 << 20;

    private final RowWriter file;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("report-writer").daemon().factory());
    private List<List<@Nullable Object>> next = new ArrayList<>(PORTION);
    private final Deque<Portion> waiting = new ArrayDeque<>(WAITING);
    private long nextLength;
    private long waitingLength;

    AsyncRowWriter(RowWriter file) {
        this.file = file;
    }

    /** @param length characters that the portion holds until it is written */
    private record Portion(Future<?> written, long length) {}

    /**
     * Operation on the file. All run on the same thread, because some writers are bound to the thread that created
     * them.
     */
    private interface Step {
        void write() throws IOException;
    }

    @Override
    public void columns(List<Heading> columns) throws IOException {
        write(() -> file.columns(columns));
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        next.add(values);
        for (Object value : values) {
            nextLength += CELL;
            nextLength += length(value);
        }
        if (next.size() == PORTION || nextLength > LONGEST_PORTION) {
            handOver();
        }
    }

    private static long length(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case List<?> texts ->
                texts.stream()
                        .mapToLong(text -> CELL + text.toString().length())
                        .sum();
            case null, default -> 0;
        };
    }

    private void handOver() throws IOException {
        List<List<@Nullable Object>> rows = next;
        long length = nextLength;
        next = new ArrayList<>(PORTION);
        nextLength = 0;
        while (!waiting.isEmpty() && (waiting.size() == WAITING || waitingLength + length > LONGEST_WAITING)) {
            awaitOldest();
        }
        begin(length, () -> {
            for (List<@Nullable Object> row : rows) {
                file.row(row);
            }
        });
    }

    private void write(Step step) throws IOException {
        begin(0, step);
        awaitAll();
    }

    private void begin(long length, Step step) {
        Future<?> written = thread.submit(() -> {
            step.write();
            return null;
        });
        waiting.add(new Portion(written, length));
        waitingLength += length;
    }

    /** Waits until all batches have been written. */
    private void awaitAll() throws IOException {
        while (!waiting.isEmpty()) {
            awaitOldest();
        }
    }

    private void awaitOldest() throws IOException {
        Portion oldest = waiting.remove();
        waitingLength -= oldest.length();
        try {
            oldest.written().get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while rows were written", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (thread;
                Closeable end = () -> write(file::close)) {
            handOver();
            awaitAll();
        }
    }
}
