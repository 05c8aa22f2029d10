// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.log.TestKeys;
import io.parley.store.consistency.Invariant;
import io.parley.store.engine.Engine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that data of an earlier version is there after the upgrade, row by row, on both engines. */
class UpgradeTest {
    /** Former tables, with the tables into which their rows were moved. */
    private static final Map<String, String> MOVED = Map.of("report_task", "task");

    /** Columns that are made anew. */
    private static final Set<String> KEYS = Set.of("client_key", "session_key", "message_key", "reaction_key");

    private static final List<TestEngine> POSTGRES = TestEngine.chosen().stream()
            .filter(engine -> engine == TestEngine.POSTGRES || engine == TestEngine.NEWEST_POSTGRES)
            .toList();

    @ParameterizedTest
    @EnumSource
    void anEmbeddedStoreKeepsItsRows(OldStore old) throws SQLException {
        StoreLocation.Folder place = new StoreLocation.Folder(old.unpacked());
        Map<String, TableChecksum> before = new LinkedHashMap<>();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (Engine engine = place.open()) {
            tables(engine)
                    .forEach((name, table) -> columns.put(
                            name,
                            table.columnNames().stream()
                                    .filter(column -> !KEYS.contains(column))
                                    .toList()));
            before.putAll(sums(engine, columns));
        }
        assertThat(there(before, "message").rows())
                .isEqualTo(OldStore.records().lines().count());
        try (Engine engine = Store.migrated(place.open())) {
            MOVED.forEach((former, now) -> {
                if (columns.remove(former) != null) {
                    assertThat((long) engine.sql()
                                    .fetchCount(there(tables(engine), now).table()))
                            .as(now)
                            .isEqualTo(there(before, former).rows());
                    before.remove(former);
                }
            });
            assertThat(sums(engine, columns)).isEqualTo(before);
        }
        isSound(place.path());
    }

    @ParameterizedTest
    @EnumSource
    void aSharedStoreEndsWithTheSameRowsAsAnEmbeddedOne(OldStore old) throws SQLException {
        StoreLocation.Folder embedded = new StoreLocation.Folder(old.unpacked());
        for (TestEngine each : POSTGRES) {
            StoreLocation.Database shared = new StoreLocation.Database(each.newDatabase());
            try (Engine from = new StoreLocation.Folder(old.unpacked()).open();
                    Engine to = shared.open()) {
                asItWas(old, from, to);
            }
            try (Engine one = Store.migrated(embedded.open(), TestKeys::secret);
                    Engine other = Store.migrated(shared.open(), TestKeys::secret)) {
                Map<String, List<String>> columns = new LinkedHashMap<>();
                tables(one).forEach((name, table) -> columns.put(name, table.columnNames()));
                assertThat(sums(other, columns)).isEqualTo(sums(one, columns));
                assertThat(other.lastId()).isEqualTo(one.lastId());
            }
        }
    }

    /**
     * Recreates the tables of the old version in an empty database: migrations never change, so they can be replayed.
     */
    private static void asItWas(OldStore old, Engine from, Engine to) throws SQLException {
        Flyway.configure(Store.class.getClassLoader())
                .dataSource(to.dataSource())
                .locations(to.migrations())
                // The engines may have different migrations: then all before this one.
                .target(old.migration() + "?")
                .load()
                .migrate();
        Map<String, TableMetadata> tables = tables(from);
        try (Connection source = from.openSnapshot()) {
            for (TableMetadata table : TableMetadata.of(to)) {
                List<@Nullable Object[]> rows = new ArrayList<>();
                there(tables, table.name()).read(source, from, table.columnNames(), rows::add);
                to.inTransaction(sql -> {
                    sql.connection(connection -> to.append(connection, table.name(), table.columns(), rows));
                    return rows.size();
                });
            }
        }
        to.restartSequence(from.lastId());
    }

    private static Map<String, TableChecksum> sums(Engine engine, Map<String, List<String>> columns)
            throws SQLException {
        Map<String, TableMetadata> tables = tables(engine);
        Map<String, TableChecksum> sums = new LinkedHashMap<>();
        try (Connection snapshot = engine.openSnapshot()) {
            columns.forEach((name, each) -> sums.put(name, there(tables, name).sum(snapshot, engine, each)));
        }
        return sums;
    }

    private static Map<String, TableMetadata> tables(Engine engine) {
        return TableMetadata.of(engine).stream()
                .collect(Collectors.toMap(
                        TableMetadata::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static <T> T there(Map<String, T> all, String name) {
        return Optional.ofNullable(all.get(name)).orElseThrow();
    }

    private static void isSound(Path folder) {
        try (Store store = Store.embedded(folder, Clock.systemUTC())) {
            for (Invariant rule : Invariant.values()) {
                assertThat(store.consistencyCheck().examine(rule).violations())
                        .as(rule.name())
                        .isZero();
            }
        }
    }
}
