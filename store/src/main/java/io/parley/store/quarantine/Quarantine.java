package io.parley.store.quarantine;

import static io.parley.store.rows.SmallTables.ID;
import static io.parley.store.rows.SmallTables.QUARANTINE;

import io.parley.core.log.Texts;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.core.problem.Refused;
import io.parley.store.engine.Engine;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;

/** Keeps what could not be understood, with the reason, so that nothing is dropped in silence. */
public final class Quarantine {
    private final Engine engine;
    private final Clock clock;

    public Quarantine(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Keeps a record.
     *
     * @param source the call it came with
     * @param body as it came
     * @param reason why it was refused
     */
    public void keep(long projectId, String source, String body, Refused reason) {
        engine.change(sql -> sql
                .insertInto(QUARANTINE.table())
                .columns(
                        QUARANTINE.id,
                        QUARANTINE.projectId,
                        QUARANTINE.receivedAt,
                        QUARANTINE.source,
                        QUARANTINE.error,
                        QUARANTINE.message,
                        QUARANTINE.body)
                .values(
                        sql.nextval(ID),
                        projectId,
                        clock.instant(),
                        source,
                        reason.problem().code(),
                        Texts.storable(reason.words()),
                        Texts.storable(body))
                .execute());
    }

    /** Forgets a project's records that came before a moment. */
    public void forgetBefore(long projectId, Instant before) {
        engine.change(sql -> sql.deleteFrom(QUARANTINE.table())
                .where(QUARANTINE.projectId.eq(projectId), QUARANTINE.receivedAt.lt(before))
                .execute());
    }

    /** What is kept of a project's records, newest first. */
    public Page<QuarantinedRecord> list(long projectId, PageRequest request) {
        Condition ofProject = QUARANTINE.projectId.eq(projectId);
        List<QuarantinedRecord> rows = engine.sql()
                .select(QUARANTINE.fields())
                .from(QUARANTINE.table())
                .where(ofProject)
                .orderBy(QUARANTINE.id.desc())
                .limit(request.size())
                .offset(request.offset())
                .fetch(row -> new QuarantinedRecord(
                        row.get(QUARANTINE.id),
                        row.get(QUARANTINE.receivedAt),
                        row.get(QUARANTINE.source),
                        row.get(QUARANTINE.error),
                        row.get(QUARANTINE.message),
                        row.get(QUARANTINE.body)));
        return new Page<>(request, engine.sql().fetchCount(QUARANTINE.table(), ofProject), rows);
    }
}
