// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import org.jooq.Field;
import org.jooq.Record;

/** Links of labels to sessions, or to messages. */
public final class LabelLinkTable extends RowTable<LabelLink> {
    public static final LabelLinkTable SESSION_LABEL_LINK = new LabelLinkTable("session_label_link", "session_key");
    public static final LabelLinkTable MESSAGE_LABEL_LINK = new LabelLinkTable("message_label_link", "message_key");

    public final Field<Long> projectId = number("project_id", LabelLink::projectId);
    public final Field<Long> clientKey = number("client_key", LabelLink::clientKey);
    public final Field<Long> rowKey;
    public final Field<Long> labelId;

    private LabelLinkTable(String name, String rowKeyColumn) {
        super(name);
        this.rowKey = number(rowKeyColumn, LabelLink::rowKey);
        this.labelId = number("label_id", LabelLink::labelId);
    }

    @Override
    public LabelLink read(Record record) {
        return new LabelLink(record.get(projectId), record.get(clientKey), record.get(rowKey), record.get(labelId));
    }
}
