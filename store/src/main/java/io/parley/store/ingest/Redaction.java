// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import io.parley.core.log.MessageRow;
import io.parley.store.engine.Engine;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;

/**
 * The redaction of messages in the log, inside the current transaction, which must be the log writer's. {@link
 * MessageRow} defines which content is removed, and the summaries of sessions are computed again from the result, so
 * that this knowledge is in one place.
 */
public final class Redaction {
    private Redaction() {}

    /** Redacts messages that are old. */
    public static void ofContent(Engine engine, DSLContext transaction, List<MessageRow> messages) {
        new LogTransaction(engine, transaction).reduce(messages, IncomingMessage::withoutContent, session -> session);
    }

    /**
     * Redacts messages of an erased client.
     *
     * @param upTo time of the last message to erase; sessions that continued after it keep their ids
     */
    public static void ofClient(Engine engine, DSLContext transaction, List<MessageRow> messages, Instant upTo) {
        new LogTransaction(engine, transaction)
                .reduce(
                        messages,
                        IncomingMessage::withoutClient,
                        session -> session.end().isAfter(upTo) ? session : session.withoutClient());
    }
}
