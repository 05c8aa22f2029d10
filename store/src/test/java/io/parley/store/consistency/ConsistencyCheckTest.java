// SPDX-License-Identifier: Apache-2.0
package io.parley.store.consistency;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.table.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;

import io.parley.core.log.RandomLog;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.consistency.ConsistencyCheck.Violation;
import io.parley.store.engine.Engine;
import io.parley.store.table.RowTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;

class ConsistencyCheckTest {
    private static final long SEED = 11;

    @EachEngine
    void aStoreThatTheLogWroteIsSound(TestEngine engine) {
        try (StoreFixture fixture = filled(engine)) {
            assertThat(wrong(fixture)).as("seed %d", SEED).isEmpty();
        }
    }

    @EachEngine
    void whatIsWrongIsFoundAndCountedAndNamed(TestEngine engine) {
        broken(
                engine,
                Invariant.SESSIONS_SUMMED_UP,
                sql -> sql.update(SESSION.table())
                        .set(SESSION.messageCount, SESSION.messageCount.plus(1))
                        .where(ofAnyProject(SESSION), SESSION.sessionKey.eq(anyKey(sql, SESSION)))
                        .execute());
        broken(
                engine,
                Invariant.CLIENTS_SUMMED_UP,
                sql -> sql.update(CLIENT.table())
                        .set(CLIENT.join, Instant.parse("1999-01-01T00:00:00Z"))
                        .where(ofAnyProject(CLIENT), CLIENT.clientKey.eq(anyKey(sql, CLIENT)))
                        .execute());
        broken(
                engine,
                Invariant.SESSION_LABELS_KNOWN,
                sql -> sql.insertInto(SESSION_LABEL_LINK.table())
                        .columns(SESSION_LABEL_LINK.fields())
                        .values(1L, 2L, 3L, -4L)
                        .execute());
        broken(
                engine,
                Invariant.MESSAGE_LABELS_KNOWN,
                sql -> sql.insertInto(MESSAGE_LABEL_LINK.table())
                        .columns(MESSAGE_LABEL_LINK.fields())
                        .values(1L, 2L, 3L, -4L)
                        .execute());
    }

    @EachEngine
    void rowsThatReferToNothingAreFound(TestEngine engine) {
        try (StoreFixture fixture = filled(engine)) {
            DSLContext sql = StoreProbe.engine(fixture.store()).sql();
            long sessions = sql.fetchCount(SESSION.table());
            long messages = sql.fetchCount(MESSAGE.table());
            sql.deleteFrom(CLIENT.table()).where(ofAnyProject(CLIENT)).execute();
            assertThat(violations(fixture, Invariant.SESSIONS_OF_CLIENTS)).isEqualTo(sessions);
            sql.deleteFrom(SESSION.table()).where(ofAnyProject(SESSION)).execute();
            assertThat(violations(fixture, Invariant.MESSAGES_IN_SESSIONS)).isEqualTo(messages);
        }
    }

    /** On other engines, the tables' primary keys prevent it. */
    @EachEngine(TestEngine.DUCKDB)
    void aSessionThatIsThereTwiceIsFound(TestEngine engine) {
        broken(
                engine,
                Invariant.SESSIONS_ONCE,
                sql -> sql.insertInto(SESSION.table())
                        .columns(SESSION.fields())
                        .select(select(SESSION.fields())
                                .from(SESSION.table())
                                .where(SESSION.sessionKey.eq(anyKey(sql, SESSION))))
                        .execute());
    }

    /** Damages a row and checks that it is found once, with its key. */
    private static void broken(TestEngine engine, Invariant rule, Consumer<DSLContext> damage) {
        try (StoreFixture fixture = filled(engine)) {
            damage.accept(StoreProbe.engine(fixture.store()).sql());
            Violation finding = new ConsistencyCheck(StoreProbe.engine(fixture.store())).examine(rule);
            assertThat(finding.violations()).as("%s on %s", rule, engine).isEqualTo(1);
            assertThat(finding.examples()).hasSize(1);
        }
    }

    private static StoreFixture filled(TestEngine engine) {
        StoreFixture fixture = new StoreFixture(engine);
        fixture.store()
                .log()
                .append(fixture.projectId(), new RandomLog(new Random(SEED)).records(200))
                .join();
        return fixture;
    }

    private static List<Invariant> wrong(StoreFixture fixture) {
        Engine engine = StoreProbe.engine(fixture.store());
        return Arrays.stream(Invariant.values())
                .filter(rule -> !new ConsistencyCheck(engine).examine(rule).isSound())
                .toList();
    }

    private static long violations(StoreFixture fixture, Invariant rule) {
        return new ConsistencyCheck(StoreProbe.engine(fixture.store()))
                .examine(rule)
                .violations();
    }

    /** Each change has to name projects, also in tests. */
    private static Condition ofAnyProject(RowTable<?> table) {
        return table.project().between(0L, Long.MAX_VALUE);
    }

    private static Long anyKey(DSLContext sql, RowTable<?> table) {
        var key = table == SESSION ? SESSION.sessionKey : CLIENT.clientKey;
        return sql.select(key).from(table.table()).orderBy(key).limit(1).fetchSingle(key);
    }
}
