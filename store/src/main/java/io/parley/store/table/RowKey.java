// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.parley.core.log.ClientRow;
import io.parley.core.log.MessageRow;
import io.parley.core.log.SessionRow;
import io.parley.store.engine.Engine;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;

/** What a message, a session or a client is found by. Its key is its own among those of its project only. */
public record RowKey(long projectId, long key) {

    public static RowKey of(MessageRow message) {
        return new RowKey(message.projectId(), message.messageKey());
    }

    public static RowKey of(SessionRow session) {
        return new RowKey(session.projectId(), session.sessionKey());
    }

    public static RowKey of(ClientRow client) {
        return new RowKey(client.projectId(), client.clientKey());
    }

    public static RowKey sessionOf(MessageRow message) {
        return new RowKey(message.projectId(), message.sessionKey());
    }

    public static RowKey clientOf(MessageRow message) {
        return new RowKey(message.projectId(), message.clientKey());
    }

    public static RowKey clientOf(SessionRow session) {
        return new RowKey(session.projectId(), session.clientKey());
    }

    /** Whether a row of a table has one of some keys. */
    public static Condition isOneOf(Engine engine, RowTable<?> table, Field<Long> key, Collection<RowKey> keys) {
        return keys.isEmpty()
                ? engine.isOneOf(key, List.of())
                : engine.isOneOf(
                        table.project(),
                        key,
                        keys.stream().collect(groupingBy(RowKey::projectId, mapping(RowKey::key, toSet()))));
    }
}
