// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** The current blocks of clients. */
public final class BlockTable extends RowTable<Block> {
    public static final BlockTable CLIENT_BLOCK = new BlockTable();

    public final Field<Long> projectId = number("project_id", Block::projectId);
    public final Field<Long> clientKey = number("client_key", Block::clientKey);
    public final Field<String> botId = text("bot_id", Block::botId);
    public final Field<String> clientId = text("client_id", Block::clientId);
    public final Field<String> reason = text("reason", Block::reason);
    private final Field<Long> blockedBy = number("blocked_by", Block::by);
    public final Field<Instant> blockedAt = moment("blocked_at", Block::at);

    private BlockTable() {
        super("client_block");
    }

    @Override
    public Block read(Record record) {
        return new Block(
                record.get(projectId),
                record.get(clientKey),
                record.get(botId),
                record.get(clientId),
                record.get(reason),
                record.get(blockedBy),
                record.get(blockedAt));
    }
}
