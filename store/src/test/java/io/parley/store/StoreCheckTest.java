// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Tests that a store fails its check if it can read but not write. */
class StoreCheckTest {

    @EachEngine
    void aStoreAtWorkIsWell(TestEngine engine) {
        try (Store store = engine.open()) {
            store.check();
        }
    }

    @EachEngine
    void aStoreWhoseLogIsClosedIsNotWell(TestEngine engine) {
        try (Store store = engine.open()) {
            store.log().close();
            assertThatThrownBy(store::check).hasMessage("nothing is written to the log any more");
        }
    }

    @Test
    void anEmbeddedStoreBesideWhichNothingCanBeWrittenIsNotWell() throws IOException {
        Path folder = TestEngine.folder();
        try (Store store = Store.embedded(folder, Clock.systemUTC())) {
            Path away = Files.move(folder, folder.resolveSibling(folder.getFileName() + "-away"));
            assertThatThrownBy(store::check)
                    .hasMessageStartingWith("nothing can be written beside " + folder.resolve("parley.duckdb"));
            Files.move(away, folder);
            store.check();
        }
    }

    @EachEngine({TestEngine.POSTGRES, TestEngine.NEWEST_POSTGRES})
    void aSharedStoreThatOnlyReadsIsNotWell(TestEngine engine) throws SQLException {
        String address = engine.newStore();
        try (Store store = Store.postgres(address, Clock.systemUTC())) {
            try (Connection connection = DriverManager.getConnection(address);
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "alter database \"" + connection.getCatalog() + "\" set default_transaction_read_only = on");
                // The settings of a database apply only to new connections.
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            }
            assertThatThrownBy(() -> checkOnNewConnections(store)).hasMessage("the database only reads");
        }
    }

    /** Terminated connections of the pool fail once each. */
    private static void checkOnNewConnections(Store store) {
        while (true) {
            try {
                store.check();
            } catch (RuntimeException e) {
                if (!store.isUnavailable(e)) {
                    throw e;
                }
            }
        }
    }
}
