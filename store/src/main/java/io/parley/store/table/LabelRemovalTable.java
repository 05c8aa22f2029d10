// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** Manual removals of labels, until a label is added again; of several removals of one label the last one applies. */
public final class LabelRemovalTable extends RowTable<LabelRemoval> {
    public static final LabelRemovalTable SESSION_LABEL_REMOVAL =
            new LabelRemovalTable("session_label_removal", "session_key");
    public static final LabelRemovalTable MESSAGE_LABEL_REMOVAL =
            new LabelRemovalTable("message_label_removal", "message_key");

    public final Field<Long> projectId = number("project_id", LabelRemoval::projectId);
    public final Field<Long> clientKey = number("client_key", LabelRemoval::clientKey);
    public final Field<Long> rowKey;
    public final Field<Long> labelId;
    private final Field<Instant> removedAt;

    private LabelRemovalTable(String name, String rowKeyColumn) {
        super(name);
        this.rowKey = number(rowKeyColumn, LabelRemoval::rowKey);
        this.labelId = number("label_id", LabelRemoval::labelId);
        this.removedAt = moment("removed_at", LabelRemoval::at);
    }

    @Override
    public LabelRemoval read(Record record) {
        return new LabelRemoval(
                record.get(projectId),
                record.get(clientKey),
                record.get(rowKey),
                record.get(labelId),
                record.get(removedAt));
    }
}
