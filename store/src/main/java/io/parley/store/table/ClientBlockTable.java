// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** The current blocks of clients. */
public final class ClientBlockTable extends RowTable<ClientBlock> {
    public static final ClientBlockTable CLIENT_BLOCK = new ClientBlockTable();

    public final Field<Long> projectId = number("project_id", ClientBlock::projectId);
    public final Field<Long> clientKey = number("client_key", ClientBlock::clientKey);
    public final Field<String> botId = text("bot_id", ClientBlock::botId);
    public final Field<String> clientId = text("client_id", ClientBlock::clientId);
    public final Field<String> reason = text("reason", ClientBlock::reason);
    private final Field<Long> blockedBy = number("blocked_by", ClientBlock::by);
    public final Field<Instant> blockedAt = moment("blocked_at", ClientBlock::at);

    private ClientBlockTable() {
        super("client_block");
    }

    @Override
    public ClientBlock read(Record record) {
        return new ClientBlock(
                record.get(projectId),
                record.get(clientKey),
                record.get(botId),
                record.get(clientId),
                record.get(reason),
                record.get(blockedBy),
                record.get(blockedAt));
    }
}
