// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ClientBlockTable.CLIENT_BLOCK;
import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.SessionTable.SESSION;

import io.parley.core.filter.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The fields that a list of clients can contain. */
public final class ClientFields {
    public static final ProjectedField<Long> PROJECT_ID = ProjectedField.number(CLIENT.projectId);
    public static final ProjectedField<String> ID = ProjectedField.text(CLIENT.clientId);
    /** {@link io.parley.core.log.ClientNames#display}; may be null. */
    public static final ProjectedField<String> NAME = SessionFields.CLIENT_NAME;
    /** May be null. */
    public static final ProjectedField<String> USERNAME = ProjectedField.text(CLIENT.username);

    public static final ProjectedField<String> CHANNEL_TYPE = ProjectedField.text(CLIENT.channelType);
    public static final ProjectedField<String> BOT_ID = ProjectedField.text(CLIENT.botId);
    public static final ProjectedField<Instant> JOIN = ProjectedField.moment(CLIENT.join);
    public static final ProjectedField<Instant> LAST_VISIT = ProjectedField.moment(CLIENT.lastVisit);
    public static final ProjectedField<String> LAST_SESSION_ID = ProjectedField.text(CLIENT.lastSessionId);
    public static final ProjectedField<Long> SESSIONS =
            ProjectedField.number(inSessions(DSL.count().cast(BigDecimal.class)));
    public static final ProjectedField<Long> MESSAGES =
            ProjectedField.number(inSessions(DSL.sum(SESSION.messageCount)));
    /** Never null. */
    public static final ProjectedField<Boolean> BLOCKED =
            ProjectedField.flag(DSL.field(CLIENT_BLOCK.clientKey.isNotNull()));
    /** May be null, even for a blocked client. */
    public static final ProjectedField<String> BLOCK_REASON = ProjectedField.text(CLIENT_BLOCK.reason);
    /** Null if the client is not blocked. */
    public static final ProjectedField<Instant> BLOCKED_AT = ProjectedField.moment(CLIENT_BLOCK.blockedAt);

    private ClientFields() {}

    private static Field<BigDecimal> inSessions(Field<BigDecimal> aggregate) {
        return DSL.field(
                DSL.select(aggregate).from(SESSION.table()).where(FilterSql.linkedTo(Scope.CLIENT, SESSION.name())));
    }
}
