// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.table.SessionDataTable.SESSION_DATA;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.SmallTables.SESSION_LABEL;
import static io.parley.store.table.TransferTable.TRANSFER;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import io.parley.core.filter.Scope;
import io.parley.core.log.PhoneCall;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a session that lists of sessions and of their messages can contain. */
public final class SessionFields {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static final ProjectedField<Long> PROJECT_ID = ProjectedField.number(SESSION.projectId);
    public static final ProjectedField<String> CHANNEL_TYPE = ProjectedField.text(SESSION.channelType);
    public static final ProjectedField<String> BOT_ID = ProjectedField.text(SESSION.botId);
    public static final ProjectedField<String> CLIENT_ID = ProjectedField.text(SESSION.clientId);
    /** {@link io.parley.core.log.ClientNames#display}; may be null. */
    public static final ProjectedField<String> CLIENT_NAME = ProjectedField.text(CLIENT.displayName);

    public static final ProjectedField<String> ID = ProjectedField.text(SESSION.sessionId);
    public static final ProjectedField<Instant> START = ProjectedField.moment(SESSION.start);
    public static final ProjectedField<Instant> END = ProjectedField.moment(SESSION.end);
    public static final ProjectedField<Duration> DURATION = ProjectedField.number(
                    engine -> engine.micros(SESSION.end).minus(engine.micros(SESSION.start)))
            .as(micros -> Duration.of(micros, ChronoUnit.MICROS));
    /** {@link PhoneCall#billedMinutes}. */
    public static final ProjectedField<Double> BILLED_MINUTES = DURATION.as(PhoneCall::billedMinutes);

    /** May be null, like all fields below unless stated otherwise. */
    public static final ProjectedField<String> FIRST_PHRASE = ProjectedField.text(SESSION.firstPhrase());

    public static final ProjectedField<String> LAST_PHRASE = ProjectedField.text(SESSION.lastPhrase());
    /** Never null. */
    public static final ProjectedField<Long> QUESTION_COUNT = ProjectedField.number(SESSION.questionCount);

    public static final ProjectedField<String> RESULT = ProjectedField.text(SESSION.resultValue());
    /** Whether the session was transferred to a human agent, by a reply or by a reported transfer. Never null. */
    public static final ProjectedField<Boolean> TRANSFERRED = ProjectedField.flag(DSL.field(SESSION.transferReplyAt
            .isNotNull()
            .or(exists(selectOne().from(TRANSFER.table()).where(FilterSql.linkedTo(Scope.SESSION, TRANSFER.name()))))));

    public static final ProjectedField<Boolean> CALL_INCOMING = ProjectedField.flag(SESSION.callIncoming);
    public static final ProjectedField<Long> CALL_TASK_ID = ProjectedField.number(SESSION.callTaskId);
    public static final ProjectedField<String> CALL_RECORDING = ProjectedField.text(SESSION.callRecording);

    /** Names of the session's labels in display order; null for none. */
    public static final ProjectedField<List<String>> LABELS =
            ProjectedField.labels(Scope.SESSION, SESSION_LABEL_LINK, SESSION_LABEL);

    /** Key and value columns, by header. */
    public static final ProjectedField<Map<String, String>> DATA = ProjectedField.text(
                    DSL.field(DSL.select(DSL.jsonObjectAgg(SESSION_DATA.header, SESSION_DATA.value))
                                    .from(SESSION_DATA.table())
                                    .where(FilterSql.linkedTo(Scope.SESSION, SESSION_DATA.name())))
                            .cast(String.class))
            .as(json -> JSON.readValue(json, new TypeReference<Map<String, String>>() {}));

    private SessionFields() {}
}
