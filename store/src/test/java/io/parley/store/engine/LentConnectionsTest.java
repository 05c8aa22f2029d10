// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the count of open connections, which decides whether a failed file can be reopened. */
class LentConnectionsTest {
    private static final long MEMORY = 200_000_000;

    @TempDir
    Path folder;

    @Test
    void aConnectionThatCannotBeMadeIsNotLent() {
        DuckDbFile file = DuckDbFile.in(folder, MEMORY);
        file.close();
        assertThatThrownBy(file::lend).isInstanceOf(StoreFailure.class);
        assertThat(file.lent()).isZero();
    }

    @Test
    void oneThatIsClosedTwiceIsGivenBackOnce() throws SQLException {
        DuckDbFile file = DuckDbFile.in(folder, MEMORY);
        Connection other = file.lend();
        Connection connection = file.lendUntilClosed();
        connection.close();
        connection.close();
        assertThat(file.lent()).isOne();
        file.giveBack(other);
        file.close();
    }

    @Test
    void aConnectionThatCannotBeMadeReadyIsClosed() throws SQLException {
        DuckDbFile file = DuckDbFile.in(folder, MEMORY);
        assertThatThrownBy(() -> Opened.of(file::lendUntilClosed, connection -> {
                    throw new SQLException("it is not to be");
                }))
                .hasMessage("cannot open a connection: it is not to be");
        assertThat(file.lent()).isZero();
        file.close();
    }
}
