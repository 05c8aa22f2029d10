// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncRowWriterTest {
    private static final int ROWS = 2_345;

    /** Writer that keeps rows in memory, with space for a limited number. */
    private static class Kept implements RowWriter {
        private final List<Object> written = new ArrayList<>();
        private final int room;
        private boolean closed;

        Kept(int room) {
            this.room = room;
        }

        @Override
        public void columns(List<Heading> columns) {
            columns.forEach(column -> written.add(column.key()));
        }

        @Override
        public void row(List<@Nullable Object> values) throws IOException {
            if (closed) {
                throw new IllegalStateException("a row after the end");
            }
            if (written.size() > room) {
                throw new IOException("the disk is full");
            }
            written.addAll(values);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void allRowsAreInTheFileInTheirOrder() throws IOException {
        Kept file = new Kept(Integer.MAX_VALUE);
        write(file);
        List<Object> expected = new ArrayList<>(List.of("number"));
        IntStream.range(0, ROWS).forEach(expected::add);
        assertThat(file.written).isEqualTo(expected);
        assertThat(file.closed).isTrue();
    }

    @Test
    void aFileThatCannotBeWrittenOnEndsTheReportAndIsClosed() {
        for (int room : new int[] {0, 700, ROWS - 1}) {
            Kept file = new Kept(room);
            assertThatThrownBy(() -> write(file))
                    .as("room for %d", room)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the disk is full");
            assertThat(file.closed).isTrue();
        }
    }

    /** A row may have megabytes. */
    @Test
    void longRowsWaitForTheFileBeforeThereAreManyOfThem() throws Exception {
        int most = 8;
        Semaphore room = new Semaphore(most);
        Kept slow = new Kept(Integer.MAX_VALUE) {
            @Override
            public void row(List<@Nullable Object> values) throws IOException {
                super.row(List.of(values.size()));
                room.release();
            }
        };
        try (RowWriter writer = new AsyncRowWriter(slow)) {
            writer.columns(List.of());
            for (int i = 0; i < ROWS; i++) {
                // Whoever makes the next row needs room for it: there is some only when an earlier one has been
                // written.
                assertThat(room.tryAcquire(30, TimeUnit.SECONDS))
                        .as("row %d", i)
                        .isTrue();
                writer.row(List.of("x".repeat(1_000_000)));
            }
        }
        assertThat(slow.written).hasSize(ROWS);
    }

    private static void write(RowWriter file) throws IOException {
        try (RowWriter writer = new AsyncRowWriter(file)) {
            writer.columns(List.of(new RowWriter.Heading("number", ReportColumn.Kind.INTEGER, "Number")));
            for (int i = 0; i < ROWS; i++) {
                writer.row(List.of(i));
            }
        }
    }
}
