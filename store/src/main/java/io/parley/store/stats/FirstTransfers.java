// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.TransferTable.TRANSFER;

import io.parley.store.table.TableColumn;
import java.time.Instant;
import java.util.Collection;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Sessions with the time of their first transfer to a human agent: by a reply of the bot or by a reported transfer. */
final class FirstTransfers {
    private static final Field<Instant> REPORTED = DSL.field(DSL.name("reported_at"), TableColumn.INSTANT);

    /** The time of the first transfer, in {@link #sessions}; null for sessions without a transfer. */
    static final Field<Instant> AT = DSL.least(SESSION.transferReplyAt, REPORTED);

    private FirstTransfers() {}

    /** Returns all sessions, those of these projects with their reported transfers. */
    static Table<?> sessions(Collection<Long> projects) {
        Table<?> reports = DSL.select(
                        TRANSFER.projectId,
                        TRANSFER.clientKey,
                        TRANSFER.sessionKey,
                        DSL.min(TRANSFER.saidAt).as(REPORTED))
                .from(TRANSFER.table())
                .where(TRANSFER.projectId.in(projects))
                .groupBy(TRANSFER.projectId, TRANSFER.clientKey, TRANSFER.sessionKey)
                .asTable("report");
        return SESSION.table()
                .leftJoin(reports)
                .on(
                        named(reports, TRANSFER.projectId).eq(SESSION.projectId),
                        named(reports, TRANSFER.clientKey).eq(SESSION.clientKey),
                        named(reports, TRANSFER.sessionKey).eq(SESSION.sessionKey));
    }

    private static <T> Field<T> named(Table<?> table, Field<T> field) {
        return DSL.field(table.getQualifiedName().append(field.getUnqualifiedName()), field.getDataType());
    }
}
