// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import static io.parley.store.table.ClientBlockPeriodTable.BLOCK_SPAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.store.Store;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.engine.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.Test;

/**
 * Tests that DuckDB 2.0.0 does not use its hash filter for row ids: with many deleted rows, the filter writes beyond
 * its buffer, and can crash the process.
 */
class RowIdsTest {
    private static final long SEED = 1;
    /**
     * In the long run, a bitmap of the row ids would be larger than DuckDB allows. The short run shows only that rows
     * are found among deleted ones.
     */
    private static final int LONG = LongRun.of(1_000_000, 70_000_000);

    /** All connections of the embedded engine. */
    private static final int CONNECTIONS = 12;

    /** The hash filter on row ids in a plan. */
    private static final String BY_HASHES = "rowid IN BF";

    private static final String BY_BITS = "rowid IN PRF";

    @Test
    void noTransactionOfTheLogFindsByAddressWhatItHasWritten() {
        try (StoreFixture fixture = new StoreFixture(TestEngine.DUCKDB)) {
            List<LogRecord> records = new ArrayList<>(new RandomLog(new Random(SEED)).records(500));
            List<LogRecord> again = new ArrayList<>(records);
            Collections.shuffle(again, new Random(SEED));
            records.addAll(again);
            List<String> plans = plans(fixture.store(), () -> {
                for (int from = 0; from < records.size(); from += 100) {
                    fixture.append(records.subList(from, Math.min(records.size(), from + 100)));
                }
            });
            assertThat(plans).anyMatch(plan -> plan.contains(BY_BITS)).noneMatch(plan -> plan.contains(BY_HASHES));
        }
    }

    @Test
    void rowsOfALongTableAreFoundWherever() {
        try (Store store = TestEngine.DUCKDB.open()) {
            StoreProbe.sql(store)
                    .execute("create table numbers as select range as number, 1::bigint as project_id from range("
                            + LONG + ")");
            StoreProbe.sql(store).execute("delete from numbers where number % 3 = 1");
            RowReader rows = new RowReader(StoreProbe.engine(store), StoreProbe.sql(store));
            Numbers numbers = new Numbers();
            List<Long> keys = Stream.of(0, 2, 3, 900_000, LONG / 2, LONG - 2, LONG - 1)
                    .map(Integer::longValue)
                    .filter(key -> key % 3 != 1)
                    .toList();
            List<List<Long>> found = new ArrayList<>();
            List<String> plans = plans(store, () -> {
                found.add(rows.withKeys(numbers, numbers.number, rowKeys(keys)));
                found.add(rows.page(
                        numbers,
                        DSL.noCondition(),
                        List.of(DSL.field("hash({0})", numbers.number).asc()),
                        100,
                        0));
            });
            assertThat(found.getFirst()).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(found.getLast()).hasSize(100).allMatch(number -> number % 3 != 1);
            assertThat(plans).noneMatch(plan -> plan.contains(BY_HASHES));
        }
    }

    @Test
    void rowsAreFoundWhereTheyLieThoughOthersAreDeletedAndTheFileIsWrittenAnewMeanwhile() {
        try (Store store = TestEngine.DUCKDB.open()) {
            DSLContext sql = StoreProbe.sql(store);
            sql.execute("create table numbers as select range as number, 1::bigint as project_id from range(1000000)");
            sql.execute("checkpoint");
            Numbers numbers = new Numbers();
            List<Long> keys = List.of(7L, 300_000L, 999_999L);
            List<Long> found = sql.transactionResult(transaction -> {
                var query = transaction.dsl().select(numbers.number).from(numbers.table());
                Condition there = StoreProbe.engine(store)
                        .findRowIds(
                                numbers.table(),
                                each -> transaction
                                        .dsl()
                                        .select(each)
                                        .from(numbers.table())
                                        .where(numbers.number.in(keys)))
                        .orElseThrow()
                        .areThese();
                sql.execute("delete from numbers where number <> 999999");
                sql.execute("checkpoint");
                return query.where(there).orderBy(numbers.number).fetch(numbers.number);
            });
            assertThat(found).isEqualTo(keys);
            assertThat(new RowReader(StoreProbe.engine(store), sql).withKeys(numbers, numbers.number, rowKeys(keys)))
                    .containsExactly(999_999L);
        }
    }

    @Test
    void whoeverHoldsTheLastConnectionsIsToldAddressesAllTheSame() throws Exception {
        // Not closed: in case of a deadlock, the test must not wait for the threads.
        ExecutorService threads = Executors.newFixedThreadPool(
                CONNECTIONS, Thread.ofPlatform().daemon().factory());
        try (StoreFixture fixture = new StoreFixture(TestEngine.DUCKDB)) {
            Engine engine = StoreProbe.engine(fixture.store());
            CyclicBarrier allHoldOne = new CyclicBarrier(CONNECTIONS);
            List<Future<List<ClientBlockPeriod>>> pages = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                pages.add(threads.submit(() -> engine.sql().transactionResult(transaction -> {
                    allHoldOne.await();
                    return new RowReader(engine, transaction.dsl())
                            .page(BLOCK_SPAN, DSL.noCondition(), List.of(BLOCK_SPAN.clientKey.asc()), 10, 0);
                })));
            }
            for (Future<List<ClientBlockPeriod>> page : pages) {
                assertThat(page.get(30, TimeUnit.SECONDS)).isEmpty();
            }
            threads.shutdown();
        }
    }

    /** Returns the plans of all queries by row id that were run. */
    private static List<String> plans(Store store, Runnable asked) {
        Queue<String> plans = new ConcurrentLinkedQueue<>();
        var configuration = StoreProbe.sql(store).configuration();
        configuration.set(new DefaultExecuteListenerProvider(new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                String sql = String.valueOf(context.sql());
                if (sql.startsWith("select") && sql.contains("rowid")) {
                    plans.add(DSL.using(context.connection(), SQLDialect.DUCKDB)
                            .fetchSingle("explain (analyze, format json) " + sql)
                            .get(1, String.class));
                }
            }
        }));
        asked.run();
        configuration.set(new DefaultExecuteListenerProvider(new ExecuteListener() {}));
        return List.copyOf(plans);
    }

    private static List<RowKey> rowKeys(List<Long> keys) {
        return keys.stream().map(key -> new RowKey(1, key)).toList();
    }

    private static final class Numbers extends RowTable<Long> {
        final Field<Long> number = number("number", number -> number);

        Numbers() {
            super("numbers");
        }

        @Override
        public Long read(Record row) {
            return row.get(number);
        }
    }
}
