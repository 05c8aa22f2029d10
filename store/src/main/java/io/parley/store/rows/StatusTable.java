package io.parley.store.rows;

import io.parley.core.log.Keys;
import io.parley.core.log.MessageStatus;
import io.parley.store.engine.Engine;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Every report of a status, by question id, whether or not the message has arrived. */
public final class StatusTable extends RowTable<StatusEvent> {
    public static final StatusTable MESSAGE_STATUS = new StatusTable();

    public final Field<Long> projectId = number("project_id", StatusEvent::projectId);
    public final Field<String> botId = text("bot_id", StatusEvent::botId);
    public final Field<String> questionId = text("question_id", StatusEvent::questionId);
    public final Field<String> status = text("status", row -> row.status().name());
    public final Field<Instant> saidAt = moment("said_at", StatusEvent::at);
    private final Field<Long> questionKey = number("question_key", event -> event.subject().key());

    /** What a status speaks of, whichever bot's it is. */
    public record Subject(long projectId, String questionId) {
        long key() {
            return Keys.question(projectId, questionId);
        }
    }

    private StatusTable() {
        super("message_status");
    }

    /** That a status speaks of one of some messages, or by chance of another. */
    public Condition isOfAny(Engine engine, Collection<Subject> subjects) {
        return DSL.and(engine.joinedBy(List.of(
                projectId.in(subjects.stream().map(Subject::projectId).distinct().toList()),
                questionId.in(subjects.stream().map(Subject::questionId).distinct().toList()),
                engine.isOneOf(questionKey, subjects.stream().map(Subject::key).toList()))));
    }

    @Override
    public StatusEvent read(Record record) {
        return new StatusEvent(
                record.get(projectId),
                record.get(botId),
                record.get(questionId),
                MessageStatus.valueOf(record.get(status)),
                record.get(saidAt));
    }
}
