// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.PhoneCall;
import io.parley.core.log.SessionRow;
import io.parley.core.log.TimestampedValue;
import java.time.Instant;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Sessions with their summaries. */
public final class SessionTable extends RowTable<SessionRow> {
    public static final SessionTable SESSION = new SessionTable();

    public final Field<Long> projectId = number("project_id", SessionRow::projectId);
    public final Field<Long> clientKey = number("client_key", SessionRow::clientKey);
    public final Field<Long> sessionKey = number("session_key", SessionRow::sessionKey);
    public final Field<String> sessionId = text("session_id", SessionRow::sessionId);
    public final Field<String> botId = text("bot_id", SessionRow::botId);
    public final Field<String> channelType = text("channel_type", SessionRow::channelType);
    public final Field<String> clientId = text("client_id", SessionRow::clientId);
    public final Field<Instant> start = moment("start_time", SessionRow::start);
    public final Field<Instant> end = moment("end_time", SessionRow::end);
    public final Field<Long> messageCount = number("message_count", SessionRow::messageCount);
    public final Field<Long> questionCount = number("question_count", SessionRow::questionCount);

    {
        flag("has_questions", row -> row.questionCount() > 0);
    }

    private final TimestampedValueColumns<String> firstQuestion =
            text("first_question", SessionRow::firstQuestion, this);
    private final TimestampedValueColumns<String> lastQuestion = text("last_question", SessionRow::lastQuestion, this);
    private final TimestampedValueColumns<String> result = text("result", SessionRow::result, this);
    private final TimestampedValueColumns<Boolean> openedByEvent =
            TimestampedValueColumns.of(this, "opened_by_event", SQLDataType.BOOLEAN, SessionRow::openedByEvent);
    private final TimestampedValueColumns<Double> nps =
            TimestampedValueColumns.of(this, "nps", SQLDataType.DOUBLE, SessionRow::nps);
    private final TimestampedValueColumns<Boolean> automated =
            TimestampedValueColumns.of(this, "automated", SQLDataType.BOOLEAN, SessionRow::automated);

    {
        text("automation", SessionRow::automationStatus);
    }

    private final TimestampedValueColumns<String> campaignId = text("campaign_id", SessionRow::campaignId, this);
    private final TimestampedValueColumns<String> campaignResult =
            text("campaign_result", SessionRow::campaignResult, this);

    {
        flag("begun_by_bot", SessionRow::startedByBot);
    }

    {
        flag("transfer_reply", SessionRow::transferReply);
    }

    private final Field<Boolean> isLivechat = flag("is_livechat", SessionRow::livechat);
    private final Field<Boolean> isTest = flag("is_test", SessionRow::test);
    public final Field<Long> callTaskId =
            number("call_task_id", row -> row.call().taskId());
    public final Field<Boolean> callIncoming =
            flag("call_incoming", row -> row.call().incoming());
    public final Field<String> callRecording =
            text("call_recording", row -> row.call().recording());
    public final Field<Instant> transferReplyAt = moment("transfer_reply_at", SessionRow::transferReplyAt);

    /** Returns the client's first phrase, without its stamp. */
    public Field<String> firstPhrase() {
        return firstQuestion.value();
    }

    /** Returns the client's last phrase, without its stamp. */
    public Field<String> lastPhrase() {
        return lastQuestion.value();
    }

    /** Returns the effective result, without its stamp. */
    public Field<String> resultValue() {
        return result.value();
    }

    /** Returns the effective score, without its stamp. */
    public Field<Double> score() {
        return nps.value();
    }

    private SessionTable() {
        super("session");
    }

    private static TimestampedValueColumns<String> text(
            String name, Function<SessionRow, @Nullable TimestampedValue<String>> value, SessionTable table) {
        return TimestampedValueColumns.of(table, name, SQLDataType.VARCHAR, value);
    }

    @Override
    public SessionRow read(Record record) {
        return new SessionRow(
                record.get(projectId),
                record.get(clientKey),
                record.get(sessionKey),
                record.get(sessionId),
                record.get(botId),
                record.get(channelType),
                record.get(clientId),
                record.get(start),
                record.get(end),
                record.get(messageCount),
                record.get(questionCount),
                firstQuestion.read(record),
                lastQuestion.read(record),
                result.read(record),
                openedByEvent.read(record),
                nps.read(record),
                automated.read(record),
                campaignId.read(record),
                campaignResult.read(record),
                record.get(transferReplyAt),
                record.get(isLivechat),
                record.get(isTest),
                new PhoneCall(record.get(callTaskId), record.get(callIncoming), record.get(callRecording)));
    }
}
