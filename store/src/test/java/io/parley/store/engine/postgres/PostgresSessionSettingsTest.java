// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.store.DatabaseSettings;
import io.parley.store.Differences;
import io.parley.store.PgBouncer;
import io.parley.store.PostgresServer;
import io.parley.store.Store;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.consistency.Invariant;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Tests of databases with other defaults than PostgreSQL's, and of connection poolers. */
class PostgresSessionSettingsTest {
    @Test
    void aDatabaseWithOddDefaultsKeepsWhatAnyOtherDoes() throws SQLException {
        String database = DatabaseSettings.make();
        DatabaseSettings.set(database, List.of("extra_float_digits = -5"));
        keepsWhatAnyOtherDoes(database);
        try (Store store = Store.postgres(database, Clock.systemUTC())) {
            DSLContext sql = StoreProbe.sql(store);
            assertThat(shown(sql, "default_transaction_isolation")).isEqualTo("read committed");
            assertThat(List.of(
                            shown(sql, "statement_timeout"),
                            shown(sql, "lock_timeout"),
                            shown(sql, "idle_in_transaction_session_timeout"),
                            shown(sql, "transaction_timeout")))
                    .containsOnly("0");
            assertThat(shown(sql, "standard_conforming_strings")).isEqualTo("on");
        }
    }

    @Test
    void aPoolerThatLendsSessionsForOneTransactionEachChangesNothing() throws SQLException {
        assumeTrue(PgBouncer.isThere(), "there is no /usr/sbin/pgbouncer on this machine");
        String database = DatabaseSettings.make();
        try (PgBouncer pooler = PgBouncer.before(database)) {
            keepsWhatAnyOtherDoes(pooler.through(database));
            try (Store store = Store.postgres(pooler.through(database), Clock.systemUTC())) {
                StoreProbe.sql(store).transaction(transaction -> {
                    assertThat(shown(transaction.dsl(), "transaction_isolation"))
                            .isEqualTo("read committed");
                    assertThat(shown(transaction.dsl(), "lock_timeout")).isEqualTo("0");
                    // A nested transaction begins nothing.
                    transaction
                            .dsl()
                            .transaction(inner -> assertThat(shown(inner.dsl(), "statement_timeout"))
                                    .isEqualTo("0"));
                });
            }
            // No setting remains in the sessions, which other applications may get.
            try (Connection other = DriverManager.getConnection(pooler.through(database) + "&prepareThreshold=0")) {
                for (int i = 0; i < 10; i++) {
                    assertThat(shown(DSL.using(other), "default_transaction_isolation"))
                            .isEqualTo("serializable");
                    assertThat(shown(DSL.using(other), "lock_timeout")).isEqualTo("40s");
                }
            }
        }
    }

    @Test
    void aSearchPathThatLeadsNowhereIsNamed() throws SQLException {
        String database = PostgresServer.NEWEST.newDatabase();
        DatabaseSettings.set(database, List.of("search_path = ''"));
        assertThatThrownBy(() -> Store.postgres(database, Clock.systemUTC()))
                .hasMessage("the search_path of the database leads to no schema in which tables could be made");
    }

    private static void keepsWhatAnyOtherDoes(String database) {
        List<LogRecord> records = new RandomLog(new Random(1)).records(120);
        try (Store one = StoreProbe.openWithTestKeys(database);
                Store two = Store.postgres(database, Clock.systemUTC());
                StoreFixture plain = new StoreFixture(TestEngine.NEWEST_POSTGRES)) {
            StoreFixture fixture = new StoreFixture(one);
            List<CompletableFuture<?>> receipts = new ArrayList<>();
            for (int i = 0; i < records.size(); i++) {
                receipts.add((i % 2 == 0 ? one : two).log().append(fixture.projectId(), List.of(records.get(i))));
            }
            receipts.forEach(CompletableFuture::join);
            plain.store().log().append(plain.projectId(), records).join();
            assertThat(fixture.projectId()).isEqualTo(plain.projectId());
            Differences.assertSame("contents", StoreProbe.contents(one), StoreProbe.contents(plain.store()));
            for (Invariant rule : Invariant.values()) {
                assertThat(two.consistencyCheck().examine(rule).isSound())
                        .as(rule.inWords())
                        .isTrue();
            }
            one.filterSets().keep(fixture.accountId(), "set", "a\\'b\\");
            assertThat(two.filterSets().find(fixture.accountId(), "set")).contains("a\\'b\\");
        }
    }

    private static String shown(DSLContext sql, String setting) {
        return sql.fetchSingle("show " + setting).get(0, String.class);
    }
}
