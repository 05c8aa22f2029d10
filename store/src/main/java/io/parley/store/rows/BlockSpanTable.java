// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** The times of current and past blocks of clients. */
public final class BlockSpanTable extends RowTable<BlockSpan> {
    public static final BlockSpanTable BLOCK_SPAN = new BlockSpanTable();

    public final Field<Long> projectId = number("project_id", BlockSpan::projectId);
    public final Field<Long> clientKey = number("client_key", BlockSpan::clientKey);
    private final Field<Instant> begunAt = moment("begun_at", BlockSpan::begunAt);
    public final Field<Instant> endedAt = moment("ended_at", BlockSpan::endedAt);

    private BlockSpanTable() {
        super("block_span");
    }

    @Override
    public BlockSpan read(Record record) {
        return new BlockSpan(record.get(projectId), record.get(clientKey), record.get(begunAt), record.get(endedAt));
    }
}
