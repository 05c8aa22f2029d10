// SPDX-License-Identifier: Apache-2.0
package io.parley.store.quarantine;

import static io.parley.store.table.SmallTables.ID;
import static io.parley.store.table.SmallTables.QUARANTINE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.parley.core.error.ApiException;
import io.parley.core.log.TextNormalizer;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.InsertValuesStep8;

/**
 * The store of records that could not be parsed, with the reason, so that no record is lost silently. Beyond its limits
 * the oldest records are dropped and counted, first those of the project with the most records.
 */
public final class Quarantine {
    /** Rows inserted by one statement. */
    private static final int ROWS_AT_ONCE = 500;

    /** Divisor of a limit: records are counted again after this process has added {@code limit / SLACK}. */
    private static final int SLACK = 100;

    private final Engine engine;
    private final Clock clock;
    private final Limits limits;
    private final LongAdder kept = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    /** Records added by this process since the last count; the first call counts. */
    private final AtomicLong uncounted = new AtomicLong(Integer.MAX_VALUE);

    private final AtomicLong uncountedBytes = new AtomicLong();

    public Quarantine(Engine engine, Clock clock) {
        this(engine, clock, Limits.DEFAULT);
    }

    Quarantine(Engine engine, Clock clock, Limits limits) {
        this.engine = engine;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * The limits. Each node may temporarily exceed them by a hundredth.
     *
     * @param ofProject records of a project
     * @param bytesOfProject their bodies in UTF-8
     * @param all records of all projects
     * @param bytesOfAll their bodies in UTF-8
     */
    record Limits(int ofProject, long bytesOfProject, int all, long bytesOfAll) {
        static final Limits DEFAULT = new Limits(10_000, 64L << 20, 100_000, 512L << 20);
    }

    /**
     * A record that could not be parsed.
     *
     * @param body as received
     * @param reason why it was refused
     */
    public record Unread(String body, ApiException reason) {}

    /** Stores one record. */
    public void keep(long projectId, String source, String body, ApiException reason) {
        keep(projectId, source, List.of(new Unread(body, reason)));
    }

    /**
     * Stores records, all or none.
     *
     * @param source the call that contained them
     */
    public void keep(long projectId, String source, List<Unread> records) {
        Instant now = clock.instant();
        List<Unread> last = records.subList(Math.max(0, records.size() - limits.ofProject), records.size());
        long bytes = last.stream().mapToLong(each -> size(each.body())).sum();
        long added = uncounted.addAndGet(last.size());
        long addedBytes = uncountedBytes.addAndGet(bytes);
        boolean isToBeCounted = added >= limits.ofProject / SLACK || addedBytes >= limits.bytesOfProject / SLACK;
        int tooMany = engine.inTransaction(sql -> {
            for (int from = 0; from < last.size(); from += ROWS_AT_ONCE) {
                List<Unread> some = last.subList(from, Math.min(last.size(), from + ROWS_AT_ONCE));
                InsertValuesStep8<?, Long, Long, Instant, String, String, String, String, Long> rows = sql.insertInto(
                        QUARANTINE.table(),
                        QUARANTINE.id,
                        QUARANTINE.projectId,
                        QUARANTINE.receivedAt,
                        QUARANTINE.source,
                        QUARANTINE.error,
                        QUARANTINE.message,
                        QUARANTINE.body,
                        QUARANTINE.size);
                for (Unread each : some) {
                    rows = rows.values(
                            ID.nextval(),
                            val(projectId),
                            val(now, QUARANTINE.receivedAt),
                            val(source),
                            val(each.reason().problem().code()),
                            val(TextNormalizer.storable(each.reason().words())),
                            val(TextNormalizer.storable(each.body())),
                            val(size(each.body())));
                }
                rows.execute();
            }
            return isToBeCounted ? dropTooMany(sql) : 0;
        });
        if (isToBeCounted) {
            uncounted.set(0);
            uncountedBytes.set(0);
        }
        kept.add(records.size());
        dropped.add(records.size() - last.size() + tooMany);
    }

    /**
     * Drops records beyond the limits. Rank within a project is by age, newest first; for the total limit, the newest
     * records of all projects rank before the second newest of any.
     */
    private int dropTooMany(DSLContext sql) {
        return sql.execute(
                """
                delete from quarantine where id not in (
                  select id from (
                    select id,
                      row_number() over (order by place, id desc) as place_in_all,
                      sum(size) over (order by place, id desc) as bytes_in_all
                    from (
                      select id, size,
                        row_number() over (partition by project_id order by id desc) as place,
                        sum(size) over (partition by project_id order by id desc) as bytes
                      from quarantine) as ranked
                    where place <= {0} and bytes <= {1}) as shared
                  where place_in_all <= {2} and bytes_in_all <= {3})
                """,
                inline(limits.ofProject), inline(limits.bytesOfProject), inline(limits.all), inline(limits.bytesOfAll));
    }

    private static long size(String body) {
        return TextNormalizer.storable(body).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns how many records this process has dropped because of the limits, of all projects. */
    public long dropped() {
        return dropped.sum();
    }

    /** Returns how many records this process has stored, of all projects. */
    public long kept() {
        return kept.sum();
    }

    /** Deletes a project's records that were received before an instant. */
    public void forgetBefore(long projectId, Instant before) {
        engine.inTransaction(sql -> sql.deleteFrom(QUARANTINE.table())
                .where(QUARANTINE.projectId.eq(projectId), QUARANTINE.receivedAt.lt(before))
                .execute());
    }

    /** Returns a page of a project's records, newest first. */
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
