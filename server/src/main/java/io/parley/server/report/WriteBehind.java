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
final class WriteBehind implements RowWriter {
    /** Rows in a batch. */
    private static final int PORTION = 250;
    /**
     * Most batches in the queue. Together they contain as many rows as an engine returns at once, and no more,
     * because a row may be long.
     */
    private static final int WAITING = 8;

    private final RowWriter file;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("report-writer").daemon().factory());
    private List<List<@Nullable Object>> next = new ArrayList<>(PORTION);
    private final Deque<Future<?>> waiting = new ArrayDeque<>(WAITING);

    WriteBehind(RowWriter file) {
        this.file = file;
    }

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
        if (next.size() == PORTION) {
            handOver();
        }
    }

    private void handOver() throws IOException {
        List<List<@Nullable Object>> rows = next;
        next = new ArrayList<>(PORTION);
        if (waiting.size() == WAITING) {
            awaitOldest();
        }
        begin(() -> {
            for (List<@Nullable Object> row : rows) {
                file.row(row);
            }
        });
    }

    private void write(Step step) throws IOException {
        begin(step);
        awaitAll();
    }

    private void begin(Step step) {
        waiting.add(thread.submit(() -> {
            step.write();
            return null;
        }));
    }

    /** Waits until all batches have been written. */
    private void awaitAll() throws IOException {
        while (!waiting.isEmpty()) {
            awaitOldest();
        }
    }

    private void awaitOldest() throws IOException {
        try {
            waiting.remove().get();
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
