package io.parley.store.rows;

import io.parley.core.log.Call;
import io.parley.core.log.SessionRow;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** Sessions with their summaries. */
public final class SessionTable extends RowTable<SessionRow> {
    public static final SessionTable SESSION = new SessionTable();

    public final Field<Long> projectId = number("project_id", SessionRow::projectId);
    public final Field<Long> clientKey = number("client_key", SessionRow::clientKey);
    public final Field<Long> sessionKey = number("session_key", SessionRow::sessionKey);
    public final Field<String> sessionId = text("session_id", SessionRow::sessionId);
    public final Field<String> botId = text("bot_id", SessionRow::botId);
    private final Field<String> channelType = text("channel_type", SessionRow::channelType);
    private final Field<String> clientId = text("client_id", SessionRow::clientId);
    public final Field<Instant> start = moment("start_time", SessionRow::start);
    private final Field<Instant> end = moment("end_time", SessionRow::end);
    private final Field<Long> messageCount = number("message_count", SessionRow::messageCount);
    private final Field<Long> questionCount = number("question_count", SessionRow::questionCount);

    {
        flag("has_questions", row -> row.questionCount() > 0);
    }

    private final StampedColumns firstQuestion = StampedColumns.of(this, "first_question", SessionRow::firstQuestion);
    private final StampedColumns lastQuestion = StampedColumns.of(this, "last_question", SessionRow::lastQuestion);
    private final StampedColumns result = StampedColumns.of(this, "result", SessionRow::result);
    private final Field<Boolean> isLivechat = flag("is_livechat", SessionRow::livechat);
    private final Field<Boolean> isTest = flag("is_test", SessionRow::test);
    private final Field<Long> callTaskId = number("call_task_id", row -> row.call().taskId());
    private final Field<Boolean> callIncoming = flag("call_incoming", row -> row.call().incoming());
    private final Field<String> callRecording = text("call_recording", row -> row.call().recording());

    private SessionTable() {
        super("session");
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
                record.get(isLivechat),
                record.get(isTest),
                new Call(record.get(callTaskId), record.get(callIncoming), record.get(callRecording)));
    }
}
