// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.SessionDataTable.SESSION_DATA;

import io.parley.core.log.MessageRow;
import io.parley.core.log.TimestampedValue;
import io.parley.store.engine.Engine;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowReader;
import io.parley.store.table.SessionDatum;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The key and value data of sessions from scripts; of each header the last value applies (last writer wins). */
final class SessionDataWriter {
    private final Engine engine;
    private final DSLContext sql;
    private final Map<Header, SessionDatum> data = new LinkedHashMap<>();

    SessionDataWriter(Engine engine, DSLContext sql) {
        this.engine = engine;
        this.sql = sql;
    }

    private record Header(RowKey session, String name) {}

    /** Records the data of a message about its session. */
    void said(MessageRow message) {
        message.turn()
                .analytics()
                .sessionData()
                .forEach((header, value) -> add(new SessionDatum(
                        message.projectId(), message.clientKey(), message.sessionKey(), header, message.stamp(value))));
    }

    /**
     * Writes the recorded data.
     *
     * @param anew sessions with all messages recorded, so that their stored data is replaced
     */
    void write(Set<RowKey> anew) {
        Set<RowKey> touched = new HashSet<>(anew);
        data.values().forEach(datum -> touched.add(session(datum)));
        if (touched.isEmpty()) {
            return;
        }
        // A session may have any number of other headers, which stay unchanged.
        Condition said = DSL.or(
                RowKey.isOneOf(engine, SESSION_DATA, SESSION_DATA.sessionKey, anew),
                RowReader.mayBe(SESSION_DATA.header, data.keySet().stream().map(Header::name)));
        new RowReader(engine, sql)
                .withKeys(SESSION_DATA, SESSION_DATA.sessionKey, touched, said).stream()
                        .filter(datum -> !anew.contains(session(datum)))
                        .forEach(this::add);
        sql.deleteFrom(SESSION_DATA.table())
                .where(RowKey.isOneOf(engine, SESSION_DATA, SESSION_DATA.sessionKey, touched), said)
                .execute();
        BulkInsert.append(engine, sql, SESSION_DATA, data.values());
    }

    private static RowKey session(SessionDatum datum) {
        return new RowKey(datum.projectId(), datum.sessionKey());
    }

    private void add(SessionDatum datum) {
        BiFunction<SessionDatum, SessionDatum, SessionDatum> later =
                (one, other) -> one.value().equals(TimestampedValue.latest(one.value(), other.value())) ? one : other;
        data.merge(new Header(session(datum), datum.header()), datum, later);
    }
}
