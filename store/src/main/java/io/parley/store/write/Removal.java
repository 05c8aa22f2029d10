// SPDX-License-Identifier: Apache-2.0
package io.parley.store.write;

import io.parley.core.log.MessageRow;
import io.parley.store.engine.Engine;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;

/**
 * Takes content out of messages that are in the log, inside the current transaction, which must be the log writer's. Messages become what
 * {@link MessageRow} says they become, and the summaries of their sessions are made anew from that: so nothing else knows what content is.
 */
public final class Removal {
    private Removal() {}

    /** Leaves of messages what stays when they are old. */
    public static void ofContent(Engine engine, DSLContext transaction, List<MessageRow> messages) {
        new LogTransaction(engine, transaction).reduce(messages, Incoming::withoutContent, session -> session);
    }

    /**
     * Leaves of messages what stays when their client is erased.
     *
     * @param upTo the last moment of what is erased; sessions that went on after it keep their ids
     */
    public static void ofClient(Engine engine, DSLContext transaction, List<MessageRow> messages, Instant upTo) {
        new LogTransaction(engine, transaction)
                .reduce(
                        messages,
                        Incoming::withoutClient,
                        session -> session.end().isAfter(upTo) ? session : session.withoutClient());
    }
}
