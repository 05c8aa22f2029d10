// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** The times of current and past blocks of clients. */
public final class ClientBlockPeriodTable extends RowTable<ClientBlockPeriod> {
    public static final ClientBlockPeriodTable BLOCK_SPAN = new ClientBlockPeriodTable();

    public final Field<Long> projectId = number("project_id", ClientBlockPeriod::projectId);
    public final Field<Long> clientKey = number("client_key", ClientBlockPeriod::clientKey);
    private final Field<Instant> begunAt = moment("begun_at", ClientBlockPeriod::begunAt);
    public final Field<Instant> endedAt = moment("ended_at", ClientBlockPeriod::endedAt);

    private ClientBlockPeriodTable() {
        super("block_span");
    }

    @Override
    public ClientBlockPeriod read(Record record) {
        return new ClientBlockPeriod(
                record.get(projectId), record.get(clientKey), record.get(begunAt), record.get(endedAt));
    }
}
