// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.ClientBlockPeriodTable.BLOCK_SPAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.store.EachEngine;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.engine.Engine;
import io.parley.store.table.ClientBlockPeriod;
import io.parley.store.table.RowReader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

class BulkInsertTest {
    private static final ClientBlockPeriod SPAN =
            new ClientBlockPeriod(1, 2, Instant.parse("2026-03-01T10:00:00Z"), null);

    /** A driver may begin a transaction only with the first statement, and its bulk insert may not be one. */
    @EachEngine
    void rowsThatATransactionBeginsWithAreInItAndGoWithIt(TestEngine each) {
        try (Store store = each.open(Clock.systemUTC())) {
            Engine engine = StoreProbe.engine(store);
            assertThatThrownBy(() -> engine.inTransaction(transaction -> {
                        BulkInsert.append(engine, transaction, BLOCK_SPAN, List.of(SPAN));
                        assertThat(transaction.fetchCount(BLOCK_SPAN.table())).isOne();
                        assertThat(engine.sql().fetchCount(BLOCK_SPAN.table()))
                                .as("seen by others")
                                .isZero();
                        throw new IllegalStateException("after all");
                    }))
                    .hasMessageContaining("after all");
            assertThat(engine.sql().fetchCount(BLOCK_SPAN.table())).isZero();
        }
    }

    @EachEngine
    void moreRowsThanEnginesTakeAtOnceAreAllThere(TestEngine each) {
        List<ClientBlockPeriod> spans = LongStream.range(0, 5_000)
                .mapToObj(client -> new ClientBlockPeriod(
                        1,
                        client,
                        SPAN.begunAt().plusMillis(client),
                        client % 3 == 0 ? null : SPAN.begunAt().plusSeconds(client)))
                .toList();
        try (Store store = each.open(Clock.systemUTC())) {
            Engine engine = StoreProbe.engine(store);
            engine.inTransaction(transaction -> {
                BulkInsert.append(engine, transaction, BLOCK_SPAN, spans);
                return spans.size();
            });
            assertThat(new RowReader(engine, engine.sql()).where(BLOCK_SPAN, BLOCK_SPAN.projectId.eq(1L)))
                    .containsExactlyInAnyOrderElementsOf(spans);
        }
    }
}
