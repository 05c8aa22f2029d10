// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.rows.ClientTable.CLIENT;
import static io.parley.store.rows.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.rows.SessionDataTable.SESSION_DATA;
import static io.parley.store.rows.SessionTable.SESSION;
import static io.parley.store.rows.SmallTables.SESSION_LABEL;
import static io.parley.store.rows.TransferTable.TRANSFER;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import io.parley.core.filter.Scope;
import io.parley.core.log.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jooq.impl.DSL;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a session that lists of sessions and of their messages can contain. */
public final class SessionFacts {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static final Fact<Long> PROJECT_ID = Fact.number(SESSION.projectId);
    public static final Fact<String> CHANNEL_TYPE = Fact.text(SESSION.channelType);
    public static final Fact<String> BOT_ID = Fact.text(SESSION.botId);
    public static final Fact<String> CLIENT_ID = Fact.text(SESSION.clientId);
    /** {@link io.parley.core.log.Names#display}; may be null. */
    public static final Fact<String> CLIENT_NAME = Fact.text(CLIENT.displayName);

    public static final Fact<String> ID = Fact.text(SESSION.sessionId);
    public static final Fact<Instant> START = Fact.moment(SESSION.start);
    public static final Fact<Instant> END = Fact.moment(SESSION.end);
    public static final Fact<Duration> DURATION = Fact.number(
                    engine -> engine.micros(SESSION.end).minus(engine.micros(SESSION.start)))
            .as(micros -> Duration.of(micros, ChronoUnit.MICROS));
    /** {@link Call#billedMinutes}. */
    public static final Fact<Double> BILLED_MINUTES = DURATION.as(Call::billedMinutes);

    /** May be null, like all fields below unless stated otherwise. */
    public static final Fact<String> FIRST_PHRASE = Fact.text(SESSION.firstPhrase());

    public static final Fact<String> LAST_PHRASE = Fact.text(SESSION.lastPhrase());
    /** Never null. */
    public static final Fact<Long> QUESTION_COUNT = Fact.number(SESSION.questionCount);

    public static final Fact<String> RESULT = Fact.text(SESSION.resultValue());
    /** Whether the session was transferred to a human agent, by a reply or by a reported transfer. Never null. */
    public static final Fact<Boolean> TRANSFERRED = Fact.flag(DSL.field(SESSION.transferReplyAt
            .isNotNull()
            .or(exists(selectOne().from(TRANSFER.table()).where(FilterSql.linkedTo(Scope.SESSION, TRANSFER.name()))))));

    public static final Fact<Boolean> CALL_INCOMING = Fact.flag(SESSION.callIncoming);
    public static final Fact<Long> CALL_TASK_ID = Fact.number(SESSION.callTaskId);
    public static final Fact<String> CALL_RECORDING = Fact.text(SESSION.callRecording);

    /** Names of the session's labels in display order, separated by commas. */
    public static final Fact<String> LABELS = Fact.labels(Scope.SESSION, SESSION_LABEL_LINK, SESSION_LABEL);

    /** Key and value columns, by header. */
    public static final Fact<Map<String, String>> DATA = Fact.text(
                    DSL.field(DSL.select(DSL.jsonObjectAgg(SESSION_DATA.header, SESSION_DATA.value))
                                    .from(SESSION_DATA.table())
                                    .where(FilterSql.linkedTo(Scope.SESSION, SESSION_DATA.name())))
                            .cast(String.class))
            .as(json -> JSON.readValue(json, new TypeReference<Map<String, String>>() {}));

    private SessionFacts() {}
}
