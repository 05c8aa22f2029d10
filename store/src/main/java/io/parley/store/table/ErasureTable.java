// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** Erasures of clients; of several erasures of one client the last one applies. */
public final class ErasureTable extends RowTable<Erasure> {
    public static final ErasureTable ERASURE = new ErasureTable();

    public final Field<Long> projectId = number("project_id", Erasure::projectId);
    public final Field<Long> clientKey = number("client_key", Erasure::clientKey);
    private final Field<String> botId = text("bot_id", Erasure::botId);
    public final Field<String> clientId = text("client_id", Erasure::clientId);
    private final Field<Instant> upTo = moment("up_to", Erasure::upTo);
    public final Field<Instant> askedAt = moment("asked_at", Erasure::askedAt);
    public final Field<Instant> doneAt = moment("done_at", Erasure::doneAt);

    private ErasureTable() {
        super("erasure");
    }

    @Override
    public Erasure read(Record record) {
        return new Erasure(
                record.get(projectId),
                record.get(clientKey),
                record.get(botId),
                record.get(clientId),
                record.get(upTo),
                record.get(askedAt),
                record.get(doneAt));
    }
}
