// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.rows.BlockTable.CLIENT_BLOCK;
import static io.parley.store.rows.ClientTable.CLIENT;
import static io.parley.store.rows.SessionTable.SESSION;

import io.parley.core.filter.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The fields that a list of clients can contain. */
public final class ClientFacts {
    public static final Fact<Long> PROJECT_ID = Fact.number(CLIENT.projectId);
    public static final Fact<String> ID = Fact.text(CLIENT.clientId);
    /** {@link io.parley.core.log.Names#display}; may be null. */
    public static final Fact<String> NAME = SessionFacts.CLIENT_NAME;
    /** May be null. */
    public static final Fact<String> USERNAME = Fact.text(CLIENT.username);

    public static final Fact<String> CHANNEL_TYPE = Fact.text(CLIENT.channelType);
    public static final Fact<String> BOT_ID = Fact.text(CLIENT.botId);
    public static final Fact<Instant> JOIN = Fact.moment(CLIENT.join);
    public static final Fact<Instant> LAST_VISIT = Fact.moment(CLIENT.lastVisit);
    public static final Fact<String> LAST_SESSION_ID = Fact.text(CLIENT.lastSessionId);
    public static final Fact<Long> SESSIONS = Fact.number(inSessions(DSL.count().cast(BigDecimal.class)));
    public static final Fact<Long> MESSAGES = Fact.number(inSessions(DSL.sum(SESSION.messageCount)));
    /** Never null. */
    public static final Fact<Boolean> BLOCKED = Fact.flag(DSL.field(CLIENT_BLOCK.clientKey.isNotNull()));
    /** May be null, even for a blocked client. */
    public static final Fact<String> BLOCK_REASON = Fact.text(CLIENT_BLOCK.reason);
    /** Null if the client is not blocked. */
    public static final Fact<Instant> BLOCKED_AT = Fact.moment(CLIENT_BLOCK.blockedAt);

    private ClientFacts() {}

    private static Field<BigDecimal> inSessions(Field<BigDecimal> aggregate) {
        return DSL.field(
                DSL.select(aggregate).from(SESSION.table()).where(FilterSql.linkedTo(Scope.CLIENT, SESSION.name())));
    }
}
