// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.store.PostgresServer;
import io.parley.store.Store;
import io.parley.store.engine.StoreException;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Locale;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator reads who names a database that cannot be used. */
class FirstConnectionTest {
    private static AbstractThrowableAssert<?, ? extends Throwable> opening(String address) {
        return assertThatThrownBy(
                        () -> Store.postgres(address, Clock.systemUTC()).close())
                .isInstanceOf(StoreException.class)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "SQL_ASCII", "WIN1251"})
    void aDatabaseInAnotherEncodingIsRefused(String encoding) throws SQLException {
        String other = PostgresServer.NEWEST.newDatabase();
        String name = "in_" + encoding.toLowerCase(Locale.ROOT);
        try (Connection connection = DriverManager.getConnection(other);
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name + " encoding '" + encoding
                    + "' template template0 lc_collate 'C' lc_ctype 'C'");
        }
        opening(other.replaceFirst("(//[^/]+/)[^?]*", "$1" + name))
                .hasMessage("the database is in the encoding " + encoding
                        + " and has to be in UTF8; create another one with: createdb -E UTF8 -T template0 NAME");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        opening(PostgresServer.NEWEST.newDatabase().replaceFirst("(//[^/]+/)[^?]*", "$1nowhere"))
                .hasMessageContaining("database \"nowhere\" does not exist; create it first");
    }

    @Test
    void anAddressThatCannotBeReadIsExplainedWithoutItsPassword() {
        opening("jdbc:postgresql://localhost/parley?user=parley&password=p%ss")
                .hasMessage(
                        "the address of the database cannot be read: a % in it, for example in the password, must be"
                                + " written as %25");
    }

    @Test
    void aHostThatIsUnknownIsNamed() {
        opening("jdbc:postgresql://nohost.invalid/parley?user=x")
                .hasMessageStartingWith("the host of the database is unknown: nohost.invalid:5432");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        opening("jdbc:postgresql://localhost:" + port + "/parley?user=x")
                .hasMessageStartingWith("no database answers at localhost:" + port);
    }
}
