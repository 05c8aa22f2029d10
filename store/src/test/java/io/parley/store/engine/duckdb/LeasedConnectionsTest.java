// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.store.engine.ConnectionInitializer;
import io.parley.store.engine.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the count of open connections, which decides whether a failed file can be reopened. */
class LeasedConnectionsTest {
    private static final long MEMORY = 200_000_000;

    @TempDir
    Path folder;

    @Test
    void aConnectionThatCannotBeMadeIsNotLent() {
        DuckDbFile file = DuckDbFile.in(folder, MEMORY);
        file.close();
        assertThatThrownBy(file::lease).isInstanceOf(StoreException.class);
        assertThat(file.leased()).isZero();
    }

    @Test
    void oneThatIsClosedTwiceIsGivenBackOnce() throws SQLException {
        DuckDbFile file = DuckDbFile.in(folder, MEMORY);
        Connection other = file.lease();
        Connection connection = file.leaseUntilClosed();
        connection.close();
        connection.close();
        assertThat(file.leased()).isOne();
        file.release(other);
        file.close();
    }

    @Test
    void aConnectionThatCannotBeMadeReadyIsClosed() throws SQLException {
        DuckDbFile file = DuckDbFile.in(folder, MEMORY);
        assertThatThrownBy(() -> ConnectionInitializer.of(file::leaseUntilClosed, connection -> {
                    throw new SQLException("it is not to be");
                }))
                .hasMessage("cannot open a connection: it is not to be");
        assertThat(file.leased()).isZero();
        file.close();
    }
}
