// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.error.RequestValue;
import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.FilterType;
import io.parley.core.filter.OptionsOracle;
import io.parley.core.filter.Oracle;
import io.parley.core.filter.RandomFilters;
import io.parley.core.i18n.Language;
import io.parley.core.log.ClientRow;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.core.log.TimestampedValue;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.edit.EditScope;
import io.parley.store.edit.Labelling;
import io.parley.store.edit.Selection;
import io.parley.store.engine.Engine;
import io.parley.store.label.Label;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of random filter sets with the plain evaluator, on random data. {@code -Dparley.oracle.cases=N} runs
 * more of them. {@code -Dparley.oracle.conditions=N} runs many conditions, of which only the rows are compared, not the
 * related rows.
 */
class FilterOracleTest {
    private static final int CASES = Integer.getInteger("parley.oracle.cases", LongRun.of(40, 200));
    private static final long SEED = Long.getLong("parley.oracle.seed", 20211);
    private static final int CONDITIONS = Integer.getInteger("parley.oracle.conditions", LongRun.of(2_000, 10_000));
    /** A database gets the same statements apart from the dialect, so the short run sends it fewer of them. */
    private static final int CONDITIONS_OF_A_DATABASE =
            Integer.getInteger("parley.oracle.conditions", LongRun.of(500, 10_000));
    /** Messages, sessions, clients, the options of a filter, the ends of a range. */
    private static final int LISTS = 5;

    private static final int CASES_A_STORE = 200;
    private static final int CONDITIONS_A_STORE = 2_000;
    private static final List<FilterKey> RANGES = Arrays.stream(FilterKey.values())
            .filter(key -> key.shape(FilterType.NUMERIC_RANGE).isPresent()
                    || key.shape(FilterType.DATE_TIME_RANGE).isPresent())
            .toList();
    /** Time since which some clients are blocked: the middle of the data. */
    private static final Instant BLOCKED_SINCE = RandomLog.START.plus(Duration.ofDays(4));
    /** Number of manual changes of labels before the lists are compared. */
    private static final int LABELLINGS = 20;

    @EachEngine
    void everyListAndOptionIsWhatThePlainEvaluatorSays(TestEngine engine) {
        run(engine, CASES, CASES_A_STORE, FilterOracleTest::compare);
    }

    /** A case is a filter set on one list; there are five lists. */
    @EachEngine
    void everyConditionWantsTheRowsThatThePlainEvaluatorWants(TestEngine engine) {
        int conditions = engine == TestEngine.DUCKDB ? CONDITIONS : CONDITIONS_OF_A_DATABASE;
        run(engine, conditions / LISTS, CONDITIONS_A_STORE, FilterOracleTest::compareRows);
    }

    /** Compares one filter set. */
    private interface Comparison {
        void compare(StoreFixture fixture, Oracle oracle, Map<String, Object> body, Random random, String name);
    }

    private static void run(TestEngine engine, int cases, int casesAStore, Comparison comparison) {
        for (int done = 0; done < cases; done += casesAStore) {
            long seed = SEED + done;
            try (StoreFixture fixture = new StoreFixture(engine.open(Clock.fixed(BLOCKED_SINCE, ZoneOffset.UTC)))) {
                Random random = new Random(seed);
                Oracle oracle = fixture.oracle();
                block(fixture, oracle, "bot-1", "anna");
                for (long project : fixture.projectIds()) {
                    List<LogRecord> records = new RandomLog(random).records(150);
                    records.forEach(record -> oracle.add(project, record));
                    fixture.store().log().append(project, records).join();
                }
                block(fixture, oracle, "bot-2", "anna");
                RandomFilters filters = new RandomFilters(
                        random,
                        fixture.sessionLabels().values(),
                        fixture.messageLabels().values());
                for (int i = 0; i < LABELLINGS; i++) {
                    labelByHand(fixture, oracle, filters.body(), random);
                }
                for (int i = 0; i < Math.min(casesAStore, cases - done); i++) {
                    comparison.compare(fixture, oracle, filters.body(), random, "seed " + seed + ", case " + i);
                }
            }
        }
    }

    private static void block(StoreFixture fixture, Oracle oracle, String botId, String clientId) {
        fixture.store().blocks().block(fixture.projectId(), botId, clientId, null, null);
        oracle.block(fixture.keys().client(fixture.projectId(), botId, clientId), BLOCKED_SINCE);
    }

    private static void compareRows(
            StoreFixture fixture, Oracle oracle, Map<String, Object> body, Random random, String name) {
        FilterSet wanted = RandomFilters.read(body);
        List<Long> projects = random.nextBoolean() ? fixture.projectIds() : List.of(fixture.projectId());
        Engine engine = StoreProbe.engine(fixture.store());
        FilterSql filters = new FilterSql(engine);
        assertThat(keys(engine, MESSAGE.messageKey, filters.messages(projects, wanted)))
                .as("messages: %s: %s", name, body)
                .isEqualTo(oracle.said(projects, wanted)
                        .map(said -> said.dialogue().message().messageKey())
                        .collect(Collectors.toSet()));
        assertThat(keys(engine, SESSION.sessionKey, filters.sessions(projects, wanted)))
                .as("sessions: %s: %s", name, body)
                .isEqualTo(oracle.sessions(projects, wanted).stream()
                        .map(session -> session.row().sessionKey())
                        .collect(Collectors.toSet()));
        assertThat(keys(engine, CLIENT.clientKey, filters.clients(projects, wanted)))
                .as("clients: %s: %s", name, body)
                .isEqualTo(oracle.clients(projects, wanted).stream()
                        .map(ClientRow::clientKey)
                        .collect(Collectors.toSet()));
        compareOptions(fixture, new OptionsOracle(oracle), projects, wanted, random, name + ": " + body);
    }

    private static Set<Long> keys(Engine engine, Field<Long> key, Condition condition) {
        return engine.sql()
                .select(key)
                .from(DSL.table(key.getQualifiedName().qualifier()))
                .where(condition)
                .fetchSet(key);
    }

    /** Adds a label to the rows that match the filters, or removes it, in the store and in the oracle. */
    private static void labelByHand(StoreFixture fixture, Oracle oracle, Map<String, Object> body, Random random) {
        FilterSet filters = RandomFilters.read(body);
        EditScope reach = new EditScope(fixture.accountId(), fixture.projectIds());
        boolean on = random.nextInt(3) > 0;
        boolean messages = random.nextBoolean();
        Map<?, Long> catalogue = messages ? fixture.messageLabels() : fixture.sessionLabels();
        long label = List.copyOf(catalogue.values()).get(random.nextInt(catalogue.size()));
        List<Long> wanted = messages
                ? oracle.messages(fixture.projectIds(), filters).stream()
                        .map(d -> d.message().messageKey())
                        .toList()
                : oracle.sessions(fixture.projectIds(), filters).stream()
                        .map(s -> s.row().sessionKey())
                        .toList();
        wanted.forEach(key -> oracle.label(key, label, on));
        Labelling labelling =
                messages ? fixture.store().messageLabelling() : fixture.store().sessionLabelling();
        List<RequestValue<Long>> labels = List.of(new RequestValue<>("labels[0]", label));
        if (on) {
            labelling.add(reach, new Selection.Wanted(filters), labels);
        } else {
            labelling.remove(reach, new Selection.Wanted(filters), labels);
        }
    }

    private static void compare(
            StoreFixture fixture, Oracle oracle, Map<String, Object> body, Random random, String name) {
        FilterSet wanted = RandomFilters.read(body);
        List<Long> projects = random.nextBoolean() ? fixture.projectIds() : List.of(fixture.projectId());
        ConversationQueries conversations = fixture.store().conversations();
        List<SessionView> sessions = allPages(request -> conversations.sessions(projects, wanted, request), random);
        assertThat(sessions.stream()
                        .map(view -> List.of(view.session(), view.data(), labels(view)))
                        .toList())
                .as("sessions: %s: %s", name, body)
                .isEqualTo(oracle.sessions(projects, wanted).stream()
                        .map(s -> List.of(s.row(), s.data(), List.copyOf(s.labels())))
                        .toList());
        assertThat(streamed(
                        SESSION_FACTS, (facts, next) -> conversations.streamSessions(projects, wanted, facts, next)))
                .as("facts of sessions: %s: %s", name, body)
                .isEqualTo(told(SESSION_FACTS, sessions));
        List<MessageView> messages = allPages(request -> conversations.messages(projects, wanted, request), random);
        assertThat(messages.stream().map(FilterOracleTest::inWords).toList())
                .as("messages: %s: %s", name, body)
                .isEqualTo(oracle.messages(projects, wanted).stream()
                        .map(d -> d.message().turn() + d.sessionId() + List.copyOf(d.labels()))
                        .toList());
        assertThat(streamed(
                        MESSAGE_FACTS, (facts, next) -> conversations.streamMessages(projects, wanted, facts, next)))
                .as("facts of messages: %s: %s", name, body)
                .isEqualTo(told(MESSAGE_FACTS, messages));
        assertThat(conversations.countMessages(projects, wanted)).isEqualTo(messages.size());
        List<ClientRow> clients = allPages(request -> conversations.clients(projects, wanted, request), random);
        assertThat(clients).as("clients: %s: %s", name, body).isEqualTo(oracle.clients(projects, wanted));
        assertThat(streamed(CLIENT_FACTS, (facts, next) -> conversations.streamClients(projects, wanted, facts, next)))
                .as("facts of clients: %s: %s", name, body)
                .isEqualTo(told(CLIENT_FACTS, clients));
        List<StateRoute> routes =
                allPages(request -> fixture.store().stateRoutes().routes(projects, wanted, request), random);
        compareRoutes(routes, oracle.routes(projects, wanted), name + ": " + body);
        List<StateRoute> streamedRoutes = new ArrayList<>();
        fixture.store().stateRoutes().stream(projects, wanted, share -> streamedRoutes.add(share.route()));
        assertThat(streamedRoutes).as("stream of routes: %s: %s", name, body).isEqualTo(routes);
        compareOptions(fixture, new OptionsOracle(oracle), projects, wanted, random, name + ": " + body);
    }

    private static void compareRoutes(List<StateRoute> routes, Map<Oracle.Route, Long> expected, String name) {
        assertThat(routes.stream()
                        .collect(Collectors.toMap(r -> new Oracle.Route(r.states(), r.result()), StateRoute::sessions)))
                .as("routes: %s", name)
                .isEqualTo(expected);
        assertThat(routes.stream().map(StateRoute::sessions))
                .as("order of routes: %s", name)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    /** Compares the options of some key, and the range of some range filter. */
    private static void compareOptions(
            StoreFixture fixture,
            OptionsOracle oracle,
            List<Long> projects,
            FilterSet wanted,
            Random random,
            String name) {
        FilterOptions options = fixture.store().filterOptions();
        FilterKey key = FilterKey.values()[random.nextInt(FilterKey.values().length)];
        List<FilterOption> offered = allPages(
                request -> options.options(new FilterOptions.Wanted(
                        fixture.accountId(), projects, key, wanted, null, Language.EN, request)),
                random.nextInt(6) == 0 ? 3 : 1000);
        assertThat(offered.stream()
                        .collect(Collectors.toMap(FilterOption::value, o -> o.messages() == null ? 0L : o.messages())))
                .as("options of %s: %s", key, name)
                .isEqualTo(oracle.options(projects, key, wanted));
        assertThat(offered.stream().map(FilterOption::messages).filter(Objects::nonNull))
                .as("order of options of %s: %s", key, name)
                .isSortedAccordingTo(Comparator.reverseOrder());
        FilterKey range = RANGES.get(random.nextInt(RANGES.size()));
        DoubleSummaryStatistics values =
                oracle.values(projects, range, wanted).collect(Collectors.summarizingDouble(value -> value));
        assertThat(fixture.store().filterRanges().ends(projects, range, wanted))
                .as("ends of %s: %s", range, name)
                .contains(
                        values.getCount() == 0
                                ? new FilterRanges.Ends(0, 0)
                                : new FilterRanges.Ends(values.getMin(), values.getMax()));
    }

    private static <T> List<T> allPages(Function<PageRequest, List<T>> list, int size) {
        List<T> all = new ArrayList<>();
        for (int number = 0; ; number++) {
            List<T> page = list.apply(new PageRequest(number, size));
            all.addAll(page);
            if (page.size() < size) {
                return all;
            }
        }
    }

    /** Returns the fields of the streamed rows. */
    private static <V> List<Map<String, Object>> streamed(
            Map<String, Told<V>> told, BiConsumer<List<ProjectedField<?>>, Consumer<ProjectedRow>> stream) {
        List<Map<String, Object>> rows = new ArrayList<>();
        stream.accept(
                told.values().stream().<ProjectedField<?>>map(Told::fact).toList(),
                row -> rows.add(values(told, one -> row.get(one.fact()))));
        return rows;
    }

    /** Returns the same fields from the rows of lists. */
    private static <V> List<Map<String, Object>> told(Map<String, Told<V>> told, List<V> views) {
        return views.stream()
                .map(view -> values(told, one -> one.view().apply(view)))
                .toList();
    }

    private static <V> Map<String, Object> values(
            Map<String, Told<V>> told, Function<Told<V>, @Nullable Object> value) {
        Map<String, Object> values = new TreeMap<>();
        told.forEach((name, one) -> values.put(name, Objects.requireNonNullElse(value.apply(one), "nothing")));
        return values;
    }

    /** A field, and the getter of the same value in the row of a list. */
    private record Told<V>(ProjectedField<?> fact, Function<V, @Nullable Object> view) {}

    private static final Map<String, Told<ClientRow>> CLIENT_FACTS = Map.of(
            "project", new Told<>(ClientFields.PROJECT_ID, ClientRow::projectId),
            "id", new Told<>(ClientFields.ID, ClientRow::clientId),
            "name", new Told<>(ClientFields.NAME, c -> c.knownNames().display()),
            "username", new Told<>(ClientFields.USERNAME, c -> c.knownNames().username()),
            "channel type", new Told<>(ClientFields.CHANNEL_TYPE, ClientRow::channelType),
            "bot", new Told<>(ClientFields.BOT_ID, ClientRow::botId),
            "join", new Told<>(ClientFields.JOIN, ClientRow::join),
            "last visit", new Told<>(ClientFields.LAST_VISIT, ClientRow::lastVisit),
            "last session",
                    new Told<>(
                            ClientFields.LAST_SESSION_ID, c -> c.lastSessionId().value()));

    private static final Map<String, Told<SessionView>> SESSION_FACTS = Map.ofEntries(
            entry(
                    "project",
                    new Told<>(SessionFields.PROJECT_ID, v -> v.session().projectId())),
            entry(
                    "channel type",
                    new Told<>(SessionFields.CHANNEL_TYPE, v -> v.session().channelType())),
            entry("bot", new Told<>(SessionFields.BOT_ID, v -> v.session().botId())),
            entry("client", new Told<>(SessionFields.CLIENT_ID, v -> v.session().clientId())),
            entry(
                    "client name",
                    new Told<>(SessionFields.CLIENT_NAME, v -> v.clientNames().display())),
            entry("id", new Told<>(SessionFields.ID, v -> v.session().sessionId())),
            entry("start", new Told<>(SessionFields.START, v -> v.session().start())),
            entry("end", new Told<>(SessionFields.END, v -> v.session().end())),
            entry(
                    "duration",
                    new Told<>(SessionFields.DURATION, v -> v.session().duration())),
            entry(
                    "first phrase",
                    new Told<>(
                            SessionFields.FIRST_PHRASE,
                            v -> TimestampedValue.valueOf(v.session().firstQuestion()))),
            entry(
                    "last phrase",
                    new Told<>(
                            SessionFields.LAST_PHRASE,
                            v -> TimestampedValue.valueOf(v.session().lastQuestion()))),
            entry(
                    "questions",
                    new Told<>(SessionFields.QUESTION_COUNT, v -> v.session().questionCount())),
            entry(
                    "result",
                    new Told<>(
                            SessionFields.RESULT,
                            v -> TimestampedValue.valueOf(v.session().result()))),
            entry("transferred", new Told<>(SessionFields.TRANSFERRED, SessionView::transferred)),
            entry(
                    "incoming",
                    new Told<>(
                            SessionFields.CALL_INCOMING, v -> v.session().call().incoming())),
            entry(
                    "call task",
                    new Told<>(
                            SessionFields.CALL_TASK_ID, v -> v.session().call().taskId())),
            entry(
                    "recording",
                    new Told<>(
                            SessionFields.CALL_RECORDING,
                            v -> v.session().call().recording())),
            entry("labels", new Told<>(SessionFields.LABELS, v -> names(v.labels()))),
            entry("data", new Told<>(SessionFields.DATA, v -> v.data().isEmpty() ? null : v.data())));

    private static final Map<String, Told<MessageView>> MESSAGE_FACTS = Map.ofEntries(
            entry(
                    "session",
                    new Told<>(SessionFields.ID, v -> v.session().session().sessionId())),
            entry(
                    "session labels",
                    new Told<>(SessionFields.LABELS, v -> names(v.session().labels()))),
            entry(
                    "client name",
                    new Told<>(
                            SessionFields.CLIENT_NAME,
                            v -> v.session().clientNames().display())),
            entry("id", new Told<>(MessageFields.ID, v -> v.message().turn().questionId())),
            entry("time", new Told<>(MessageFields.TIME, v -> v.message().turn().time())),
            entry(
                    "question",
                    new Told<>(MessageFields.QUESTION, v -> v.message().turn().question())),
            entry(
                    "event",
                    new Told<>(MessageFields.EVENT, v -> v.message().turn().event())),
            entry(
                    "answer",
                    new Told<>(
                            MessageFields.TEXT_ANSWER, v -> v.message().turn().textAnswer())),
            entry(
                    "intent",
                    new Told<>(MessageFields.INTENT, v -> v.message().turn().intent())),
            entry(
                    "class",
                    new Told<>(
                            MessageFields.NLP_CLASS,
                            v -> v.message().turn().nlp().nlpClass())),
            entry(
                    "state",
                    new Told<>(
                            MessageFields.STATE, v -> v.message().turn().nlp().state())),
            entry(
                    "from state",
                    new Told<>(
                            MessageFields.FROM_STATE,
                            v -> v.message().turn().nlp().fromState())),
            entry(
                    "confidence",
                    new Told<>(
                            MessageFields.CONFIDENCE,
                            v -> v.message().turn().nlp().confidence())),
            entry(
                    "rule",
                    new Told<>(MessageFields.RULE, v -> v.message().turn().nlp().rule())),
            entry(
                    "rule type",
                    new Told<>(
                            MessageFields.RULE_TYPE,
                            v -> v.message().turn().nlp().ruleType())),
            entry("processing", new Told<>(MessageFields.PROCESSING_TIME, FilterOracleTest::processingTime)),
            entry(
                    "response",
                    new Told<>(MessageFields.RESPONSE, v -> v.message().turn().responseData())),
            entry(
                    "exception",
                    new Told<>(MessageFields.EXCEPTION, v -> v.message().turn().exception())),
            entry(
                    "comment",
                    new Told<>(MessageFields.COMMENT, v -> v.message().turn().comment())),
            entry(
                    "operator",
                    new Told<>(MessageFields.OPERATOR, v -> v.message().turn().operator())),
            entry("labels", new Told<>(MessageFields.LABELS, v -> names(v.labels()))),
            entry("status", new Told<>(MessageFields.STATUS, MessageView::status)));

    private static @Nullable Long processingTime(MessageView view) {
        Integer milliseconds = view.message().turn().processingTimeMs();
        return milliseconds == null ? null : milliseconds.longValue();
    }

    private static @Nullable List<String> names(List<Label> labels) {
        return labels.isEmpty() ? null : labels.stream().map(Label::name).toList();
    }

    private static String inWords(MessageView view) {
        return view.message().turn()
                + view.session().session().sessionId()
                + view.labels().stream().map(Label::id).sorted().toList();
    }

    private static List<Long> labels(SessionView view) {
        return view.labels().stream().map(label -> label.id()).sorted().toList();
    }

    /** Reads all rows page by page and checks the totals that the pages contain. */
    private static <T> List<T> allPages(Function<PageRequest, Page<T>> list, Random random) {
        // Mostly all at once, which is faster; sometimes page by page.
        int size = random.nextInt(6) == 0 ? random.nextInt(60) + 20 : 1000;
        List<T> all = new ArrayList<>();
        for (int number = 0; ; number++) {
            Page<T> page = list.apply(new PageRequest(number, size));
            all.addAll(page.rows());
            if (page.rows().size() < size) {
                assertThat(page.totalCount()).isEqualTo(all.size());
                return all;
            }
        }
    }
}
