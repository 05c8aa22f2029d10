// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.ErasureTable.ERASURE;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.ReactionTable.MESSAGE_REACTION;
import static io.parley.store.table.SessionTable.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dynatrace.hash4j.hashing.Hashing;
import io.parley.core.filter.FilterSet;
import io.parley.core.log.ClientNames;
import io.parley.core.log.ClientRow;
import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageRow;
import io.parley.core.log.MessageVersion;
import io.parley.core.log.MessageVersions;
import io.parley.core.log.Origin;
import io.parley.core.log.SessionRow;
import io.parley.core.log.TestKeys;
import io.parley.core.log.Turn;
import io.parley.core.page.PageRequest;
import io.parley.store.consistency.Invariant;
import io.parley.store.engine.Engine;
import io.parley.store.query.MessageView;
import io.parley.store.table.Erasure;
import io.parley.store.table.ReactionRow;
import io.parley.store.table.RowTable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A store from before keys had a secret. */
class KeyMigrationTest {
    private static final long PROJECT = 1_000_002;
    private static final String BOT = "bot";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** Of a client who was erased, with an id that contains the client's. */
    private static final LogRecord.Message ANNAS = message("anna", "of anna", "q-anna", "secret");

    private static final LogRecord.Message BORIS = message("Борис", "s", "q", "hello");
    private static final LogRecord.Reaction REACTION = new LogRecord.Reaction(BOT, "Борис", "m", null, "q", "👍", NOON);

    private static LogRecord.Message message(String client, String session, String question, String text) {
        return new LogRecord.Message(
                new Origin(BOT, "telegram", client, ClientNames.NONE, session),
                Turn.builder(question, NOON).question(text).build());
    }

    @EachEngine
    void whatItHoldsIsKnownUnderItsNewKeys(TestEngine engine) {
        StoreLocation place = engine.newPlace();
        makeFormer(place);
        try (Store store = Store.open(place, Clock.systemUTC(), TestKeys::secret, keys -> keys)) {
            Keys keys = StoreProbe.engine(store).keys();
            assertThat(StoreProbe.sql(store)
                            .select(MESSAGE.messageKey)
                            .from(MESSAGE.table())
                            .where(MESSAGE.questionId.eq("q"))
                            .fetch(MESSAGE.messageKey))
                    .containsExactly(keys.message(PROJECT, BOT, "q"))
                    .doesNotContain(withoutSecret("q"));
            Map<String, List<String>> before = StoreProbe.contents(store);
            assertThat(store.log()
                            .append(PROJECT, List.of(BORIS, ANNAS, REACTION))
                            .join()
                            .changes())
                    .containsOnly(false);
            assertThat(StoreProbe.contents(store)).isEqualTo(before);
            isSound(store);
        }
    }

    @EachEngine
    void whatWasErasedDoesNotComeBackInAnotherVersion(TestEngine engine) {
        StoreLocation place = engine.newPlace();
        makeFormer(place);
        try (Store store = Store.open(place, Clock.systemUTC(), TestKeys::secret, keys -> keys)) {
            store.log()
                    .append(
                            PROJECT,
                            List.of(
                                    message("anna", "of anna", "q-anna", "another secret"),
                                    message("anna", "of anna", "q-late", "late secret")))
                    .join();
            List<MessageView> messages = store.conversations()
                    .messages(List.of(PROJECT), FilterSet.EMPTY, new PageRequest(0, 10))
                    .rows();
            assertThat(messages).hasSize(3);
            assertThat(messages)
                    .filteredOn(view -> !view.session().session().clientId().equals("Борис"))
                    .hasSize(2)
                    .allMatch(view -> "".equals(view.message().turn().question()));
            assertThat(store.conversations().countClients(List.of(PROJECT), FilterSet.EMPTY))
                    .isEqualTo(2);
            isSound(store);
        }
    }

    @EachEngine(TestEngine.DUCKDB)
    void anInterruptedOneLeavesTheStoreAsItWas(TestEngine engine) {
        StoreLocation place = engine.newPlace();
        makeFormer(place);
        try (Engine opened = place.open()) {
            opened.sql().execute("create table keyed_anew (hinders boolean)");
        }
        assertThatThrownBy(() -> Store.open(place, Clock.systemUTC(), TestKeys::secret, keys -> keys))
                .hasStackTraceContaining("keyed_anew");
        try (Engine opened = place.open()) {
            opened.sql().execute("drop table keyed_anew");
            assertThat(TableMetadata.of(opened)).extracting(TableMetadata::name).doesNotContain(KeySecret.TABLE);
            assertThat(opened.sql()
                            .select(MESSAGE.messageKey)
                            .from(MESSAGE.table())
                            .fetch(MESSAGE.messageKey))
                    .containsExactlyInAnyOrder(withoutSecret("q"), withoutSecret("q-anna"));
        }
        try (Store store = Store.open(place, Clock.systemUTC(), TestKeys::secret, keys -> keys)) {
            assertThat(store.log().append(PROJECT, List.of(BORIS)).join().changes())
                    .containsOnly(false);
        }
    }

    private static void isSound(Store store) {
        for (Invariant rule : Invariant.values()) {
            assertThat(store.consistencyCheck().examine(rule).violations())
                    .as(rule.name())
                    .isZero();
        }
    }

    // ---- As it was

    private static void makeFormer(StoreLocation place) {
        try (Engine engine = place.open()) {
            Flyway.configure(Store.class.getClassLoader())
                    .dataSource(engine.dataSource())
                    .locations(engine.migrations())
                    .load()
                    .migrate();
            Keys former = new Keys(
                    TestKeys.secret(),
                    List.of(
                            withoutSecret("anna"),
                            withoutSecret("Борис"),
                            withoutSecret("q"),
                            withoutSecret("q-anna"),
                            session(withoutSecret("anna"), "of anna"),
                            session(withoutSecret("Борис"), "s")));
            add(engine, former, BORIS, false);
            add(engine, former, ANNAS, true);
            add(
                    engine,
                    ERASURE,
                    new Erasure(PROJECT, withoutSecret("anna"), BOT, null, NOON.plusSeconds(1), NOON, NOON));
            add(
                    engine,
                    MESSAGE_REACTION,
                    new ReactionRow(PROJECT, withoutSecret("Борис"), 17, BOT, "Борис", "m", null, "q", "👍", NOON));
            undoLaterMigrations(engine);
        }
    }

    /** Rows are written with the columns of this version; the migration of keys runs before those that added some. */
    private static void undoLaterMigrations(Engine engine) {
        for (String table : List.of("piece", "message_model", "message_tool")) {
            engine.sql().execute("drop table " + table);
        }
        for (String column : List.of("models", "tools", "input_tokens", "output_tokens", "cost")) {
            engine.sql().execute("alter table message drop column " + column);
        }
        engine.sql().execute("delete from flyway_schema_history where version = '22'");
    }

    private static void add(Engine engine, Keys keys, LogRecord.Message told, boolean erased) {
        Origin origin = told.origin();
        long client = keys.client(PROJECT, BOT, origin.clientId());
        String sessionId = String.valueOf(origin.sessionId());
        MessageRow message = new MessageRow(
                PROJECT,
                client,
                keys.session(client, sessionId),
                keys.message(PROJECT, BOT, told.turn().questionId()),
                MessageVersions.ofWhole(new MessageVersion(null, Keys.digest(told))),
                false,
                told.turn(),
                false,
                false);
        SessionRow session = SessionRow.of(message, origin, sessionId);
        ClientRow row = ClientRow.of(message, origin, sessionId);
        add(engine, MESSAGE, erased ? message.withoutClient(origin.clientId()) : message);
        add(engine, SESSION, erased ? session.withoutClient() : session);
        add(engine, CLIENT, erased ? row.withoutClient(NOON.plusSeconds(1), keys) : row);
    }

    private static <R> void add(Engine engine, RowTable<R> table, R row) {
        engine.inTransaction(sql -> {
            sql.connection(connection ->
                    engine.append(connection, table.name(), table.fields(), List.<Object[]>of(table.values(row))));
            return row;
        });
    }

    private static long withoutSecret(String id) {
        return Hashing.xxh3_64()
                .hashStream()
                .putLong(PROJECT)
                .putString(BOT)
                .putString(id)
                .getAsLong();
    }

    private static long session(long client, String id) {
        return Hashing.xxh3_64().hashStream().putLong(client).putString(id).getAsLong();
    }
}
