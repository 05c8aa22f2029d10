// SPDX-License-Identifier: Apache-2.0
package io.parley.store.quarantine;

import static io.parley.store.rows.SmallTables.ID;
import static io.parley.store.rows.SmallTables.QUARANTINE;
import static org.jooq.impl.DSL.val;

import io.parley.core.log.Texts;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.core.problem.Refused;
import io.parley.store.engine.Engine;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jooq.Condition;
import org.jooq.InsertValuesStep7;

/** Keeps what could not be understood, with the reason, so that nothing is dropped in silence. */
public final class Quarantine {
    /** Rows that are added by one statement. */
    private static final int ROWS_AT_ONCE = 500;

    private final Engine engine;
    private final Clock clock;
    private final LongAdder kept = new LongAdder();

    public Quarantine(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * A record that could not be understood.
     *
     * @param body as it came
     * @param reason why it was refused
     */
    public record Unread(String body, Refused reason) {}

    /** Keeps one record. */
    public void keep(long projectId, String source, String body, Refused reason) {
        keep(projectId, source, List.of(new Unread(body, reason)));
    }

    /**
     * Keeps records, all or none.
     *
     * @param source the call they came with
     */
    public void keep(long projectId, String source, List<Unread> records) {
        Instant now = clock.instant();
        kept.add(engine.change(sql -> {
            for (int from = 0; from < records.size(); from += ROWS_AT_ONCE) {
                List<Unread> some = records.subList(from, Math.min(records.size(), from + ROWS_AT_ONCE));
                InsertValuesStep7<?, Long, Long, Instant, String, String, String, String> rows = sql.insertInto(
                        QUARANTINE.table(),
                        QUARANTINE.id,
                        QUARANTINE.projectId,
                        QUARANTINE.receivedAt,
                        QUARANTINE.source,
                        QUARANTINE.error,
                        QUARANTINE.message,
                        QUARANTINE.body);
                for (Unread each : some) {
                    rows = rows.values(
                            ID.nextval(),
                            val(projectId),
                            val(now, QUARANTINE.receivedAt),
                            val(source),
                            val(each.reason().problem().code()),
                            val(Texts.storable(each.reason().words())),
                            val(Texts.storable(each.body())));
                }
                rows.execute();
            }
            return records.size();
        }));
    }

    /** How many records this process has kept, of all projects. */
    public long kept() {
        return kept.sum();
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
