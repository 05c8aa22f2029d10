// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.filter.FilterSet;
import io.parley.core.filter.RandomFilters;
import io.parley.core.metric.Metric;
import io.parley.core.page.PageRequest;
import io.parley.core.time.Interval;
import io.parley.store.EachEngine;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.stats.TimeAxis;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Query;
import org.jooq.impl.DefaultExecuteListenerProvider;

/**
 * Tests of PostgreSQL's query plans for the most frequent queries: no list of a week may read the messages of all
 * years.
 */
class PlansTest {
    static final long PROJECT = 7;
    private static final int MESSAGES = 60_000;

    /** The table, or a shard of it. */
    private static final Pattern READS_ALL_MESSAGES = Pattern.compile("Seq Scan on message(_\\d+)? ");

    /** Half a year of messages, ten a session. */
    private static final String MESSAGE_ROWS = """
            insert into message (project_id, client_key, session_key, message_key, digest, session_derived, question_id, time,
              is_client_message, route_state, question, text_answer, is_livechat, is_test)
            select 7 + m / 100 %% 2, m / 100, m / 10, m, m, false, 'q' || m, timestamp '2026-01-01' + m * interval '4 minutes',
              true, '/order/' || m %% 3, 'Where is my order ' || md5(m::text), 'On its way, as I said before', false, false
            from generate_series(1, %d) m
            """.formatted(MESSAGES);

    private static final String SESSION_ROWS = """
            insert into session (project_id, client_key, session_key, session_id, bot_id, channel_type, client_id, start_time, end_time,
              message_count, question_count, has_questions, automation, begun_by_bot, transfer_reply, is_livechat, is_test)
            select project_id, client_key, session_key, 's' || session_key, 'b', 'telegram', 'c' || client_key, min(time), max(time),
              count(*), count(*), true, 'NO', false, false, false, false
            from message group by project_id, client_key, session_key
            """;

    private static final String CLIENT_ROWS = """
            insert into client (project_id, client_key, bot_id, channel_type, client_id, join_time, last_visit, last_session_id,
              last_session_at, last_session_key)
            select project_id, client_key, 'b', 'telegram', 'c' || client_key, min(start_time), max(end_time), 's', max(start_time), 1
            from session group by project_id, client_key
            """;

    private static final Map<String, Object> WEEK = week("MESSAGE_TIME");
    private static final Map<String, Object> BEGUN_IN_WEEK = week("SESSION_START_TIME");
    private static final Map<String, Object> LONG_SESSIONS =
            Map.of("key", "MESSAGE_COUNT", "type", "NUMERIC_RANGE", "from", "5", "to", "50");
    private static final Map<String, Object> PHRASE = Map.of(
            "key", "MESSAGE_TEXT",
            "type", "TEXT",
            "values", List.of("a1b2c3"),
            "comparisonType", "CONTAINS",
            "isCaseSensitive", false);

    private static Map<String, Object> week(String key) {
        return Map.of(
                "key", key, "type", "DATE_TIME_RANGE", "from", "2026-03-01T00:00:00Z", "to", "2026-03-08T00:00:00Z");
    }

    /** The most frequent queries, by name; docs/citus.md shows their plans. */
    static Map<String, Runnable> questions(Store store) {
        FilterSet week = RandomFilters.read(Map.of("filters", List.of(WEEK)));
        FilterSet begunInWeek = RandomFilters.read(Map.of("filters", List.of(BEGUN_IN_WEEK)));
        FilterSet longOnes = RandomFilters.read(Map.of("filters", List.of(WEEK, LONG_SESSIONS)));
        List<Long> projects = List.of(PROJECT);
        PageRequest page = new PageRequest(0, 20);
        ConversationQueries conversations = store.conversations();
        TimeAxis days = new TimeAxis(new Interval(Interval.Unit.DAY, 1), ZoneOffset.UTC);
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        Instant to = Instant.parse("2026-03-08T00:00:00Z");
        Map<String, Runnable> questions = new LinkedHashMap<>();
        questions.put("messages of a week, a page", () -> conversations.messages(projects, week, page));
        questions.put("messages of a week, their number", () -> conversations.countMessages(projects, week));
        questions.put("sessions of a week, a page", () -> conversations.sessions(projects, week, page));
        questions.put(
                "sessions of a week with five messages or more",
                () -> conversations.sessions(projects, longOnes, page));
        questions.put("clients of a week, a page", () -> conversations.clients(projects, week, page));
        questions.put("messages of one session", () -> {
            SessionView dialog =
                    store.dialogs().session(projects, "s2380", null).orElseThrow();
            store.dialogs().ofSession(dialog, page, null, false);
        });
        questions.put("state routes of a week", () -> store.stateRoutes().routes(projects, begunInWeek, page));
        questions.put("messages by day", () -> store.metrics().answer(projects, Metric.MESSAGES, week, from, to, days));
        questions.put(
                "new clients by day", () -> store.metrics().answer(projects, Metric.NEW_CLIENTS, week, from, to, days));
        return questions;
    }

    @EachEngine({TestEngine.POSTGRES, TestEngine.NEWEST_POSTGRES, TestEngine.CITUS})
    void whatIsAskedMostReadsTheMessagesOfNoOtherWeek(TestEngine engine) {
        try (Store store = filled(engine)) {
            questions(store).forEach((name, asked) -> {
                List<String> plans = plans(store, asked);
                if (Boolean.getBoolean("parley.plans.print")) {
                    System.out.println("## " + engine + ": " + name + "\n" + String.join("\n", plans));
                }
                assertThat(plans)
                        .as(name)
                        .isNotEmpty()
                        .noneMatch(plan -> READS_ALL_MESSAGES.matcher(plan).find());
            });
        }
    }

    @EachEngine({TestEngine.POSTGRES, TestEngine.NEWEST_POSTGRES})
    void aPhraseIsFoundByItsTrigramsWhereThereAreAny(TestEngine engine) {
        try (Store store = filled(engine)) {
            boolean trigrams = StoreProbe.sql(store)
                    .fetch("select 1 from pg_extension where extname = 'pg_trgm'")
                    .isNotEmpty();
            FilterSet phrase = RandomFilters.read(Map.of("filters", List.of(PHRASE)));
            List<String> plans = plans(
                    store, () -> store.conversations().messages(List.of(PROJECT), phrase, new PageRequest(0, 20)));
            assertThat(plans.stream().anyMatch(plan -> plan.contains("message_question_trigrams")))
                    .isEqualTo(trigrams);
        }
    }

    private static Store filled(TestEngine engine) {
        Store store = engine.open();
        Stream.of(MESSAGE_ROWS, SESSION_ROWS, CLIENT_ROWS, "vacuum analyze message", "analyze")
                .forEach(StoreProbe.sql(store)::execute);
        return store;
    }

    /** Returns the plans of all queries that were run. */
    private static List<String> plans(Store store, Runnable asked) {
        DSLContext sql = StoreProbe.sql(store);
        return queries(store, asked).stream()
                .map(query -> sql.renderInlined(query) + "\n"
                        + sql.fetch("explain " + sql.renderInlined(query)).format(1000))
                .toList();
    }

    /** Returns all queries that were sent to the database. */
    static List<Query> queries(Store store, Runnable asked) {
        DSLContext sql = StoreProbe.sql(store);
        List<Query> queries = new ArrayList<>();
        sql.configuration().set(new DefaultExecuteListenerProvider(new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                if (context.query() != null) {
                    queries.add(context.query());
                }
            }
        }));
        asked.run();
        sql.configuration().set(new DefaultExecuteListenerProvider(new ExecuteListener() {}));
        return queries;
    }
}
