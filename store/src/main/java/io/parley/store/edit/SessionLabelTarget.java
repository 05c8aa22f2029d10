// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import static io.parley.store.table.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.table.LabelRemovalTable.SESSION_LABEL_REMOVAL;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.SmallTables.SESSION_LABEL;
import static org.jooq.impl.DSL.noCondition;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.store.engine.Engine;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Sessions as rows that can have labels. */
final class SessionLabelTarget extends LabelTarget {
    SessionLabelTarget(Engine engine) {
        super(
                engine,
                SESSION,
                SESSION.projectId,
                SESSION.clientKey,
                SESSION.sessionKey,
                SESSION.sessionId,
                SESSION.start,
                SESSION_LABEL,
                SESSION_LABEL_LINK,
                SESSION_LABEL_REMOVAL,
                SESSION.end,
                ErrorCode.SESSION,
                "session");
    }

    @Override
    Condition wanted(Set<Long> projects, Selection.Wanted selection) {
        return filters.sessions(projects, selection.filters());
    }

    @Override
    Condition named(DSLContext sql, Set<Long> projects, Selection.Named selection) {
        return SESSION.sessionId
                .in(selection.ids().stream().map(RequestValue::value).distinct().toList())
                .and(selection.botId() == null ? noCondition() : SESSION.botId.eq(selection.botId()));
    }
}
