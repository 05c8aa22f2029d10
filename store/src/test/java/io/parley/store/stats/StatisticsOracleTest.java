// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.filter.Attribute;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Oracle;
import io.parley.core.filter.RandomFilters;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.core.page.PageRequest;
import io.parley.core.time.Buckets;
import io.parley.core.time.Interval;
import io.parley.core.time.Interval.Unit;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.TestEngine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/**
 * A comparison of every statistic with the list that it summarises: each bucket with the plain evaluator, the sum with
 * the store's own list. Random data, filters, zones and intervals.
 */
class StatisticsOracleTest {
    private static final int CASES = Integer.getInteger("parley.oracle.cases", LongRun.of(40, 60));
    private static final long SEED = Long.getLong("parley.oracle.seed", 20211);
    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC,
            ZoneOffset.ofHours(3),
            ZoneOffset.ofHoursMinutes(-9, -30),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"));
    /** Around these times, clocks change in Berlin, in New York and on Lord Howe Island, forward and back. */
    private static final List<Instant> BEGINNINGS = List.of(
            RandomLog.START,
            Instant.parse("2021-03-25T00:00:00Z"),
            Instant.parse("2021-10-28T00:00:00Z"),
            Instant.parse("2021-03-10T00:00:00Z"),
            Instant.parse("2021-11-04T00:00:00Z"),
            Instant.parse("2021-10-01T00:00:00Z"),
            Instant.parse("2021-04-01T00:00:00Z"));

    /** One store of an engine for all tests, which only read it, and the expected content. */
    private record Filled(StoreFixture fixture, Oracle oracle) {
        static Filled on(TestEngine engine) {
            StoreFixture fixture = new StoreFixture(engine);
            Random random = new Random(SEED);
            Oracle oracle = fixture.oracle();
            for (long project : fixture.projectIds()) {
                for (Instant beginning : BEGINNINGS) {
                    List<LogRecord> records = new RandomLog(random, beginning).records(25);
                    records.forEach(record -> oracle.add(project, record));
                    fixture.store().log().append(project, records).join();
                }
            }
            return new Filled(fixture, oracle);
        }
    }

    private static final Map<TestEngine, Filled> FILLED = new EnumMap<>(TestEngine.class);

    @AfterAll
    static void close() {
        FILLED.values().forEach(each -> each.fixture().close());
        FILLED.clear();
    }

    private record World(StoreFixture fixture, Oracle oracle, Random random, RandomFilters filters) {}

    private static void inARandomWorld(TestEngine engine, BiConsumer<World, String> test) {
        Filled filled = FILLED.computeIfAbsent(engine, Filled::on);
        StoreFixture fixture = filled.fixture();
        Random random = new Random(SEED);
        RandomFilters filters = new RandomFilters(
                random,
                fixture.sessionLabels().values(),
                fixture.messageLabels().values());
        World world = new World(fixture, filled.oracle(), random, filters);
        for (int i = 0; i < CASES; i++) {
            test.accept(world, "seed " + SEED + ", case " + i);
        }
    }

    private static TimeAxis axis(Random random) {
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        Unit unit = List.of(Unit.values()).get(random.nextInt(Unit.values().length));
        return new TimeAxis(new Interval(unit, 1 + random.nextInt(3)), zone);
    }

    private static List<Long> projects(World world) {
        return world.random().nextBoolean()
                ? world.fixture().projectIds()
                : List.of(world.fixture().projectId());
    }

    /** Computes the expected series of the instants in Java. */
    private static Series expected(Stream<Instant> moments, Period period, TimeAxis axis) {
        List<Instant> hits = moments.sorted().toList();
        Instant from = period.from() == null ? hits.stream().findFirst().orElse(null) : period.from();
        Instant to =
                period.to() == null ? hits.stream().reduce((one, last) -> last).orElse(null) : period.to();
        if (from == null || to == null || (hits.isEmpty() && (period.from() == null || period.to() == null))) {
            return Series.EMPTY;
        }
        Buckets buckets = Buckets.covering(from, to, axis.interval(), axis.zone());
        Map<Instant, Double> values = new TreeMap<>();
        buckets.starts().forEach(start -> values.put(start, 0.0));
        hits.forEach(hit -> values.merge(buckets.starts().get(buckets.indexOf(hit)), 1.0, Double::sum));
        return new Series(values.entrySet().stream()
                .map(entry -> new Series.Point(entry.getKey(), entry.getValue()))
                .toList());
    }

    @EachEngine
    void messagesAndSessionsAddUpToTheirLists(TestEngine engine) {
        inARandomWorld(engine, (world, name) -> {
            Map<String, Object> body = world.filters().body();
            FilterSet wanted = RandomFilters.read(body);
            TimeAxis axis = axis(world.random());
            List<Long> projects = projects(world);
            String what = name + ", " + axis + ": " + body;
            var store = world.fixture().store();
            Series messages = store.statistics().messages(projects, wanted, axis);
            assertThat(messages)
                    .as("messages, %s", what)
                    .isEqualTo(expected(
                            world.oracle().messages(projects, wanted).stream()
                                    .map(d -> d.message().turn().time()),
                            Period.of(wanted, Attribute.MESSAGE_TIME),
                            axis));
            assertThat(messages.total()).as("messages, %s", what).isEqualTo((double) store.conversations()
                    .messages(projects, wanted, new PageRequest(0, 1))
                    .totalCount());
            Series sessions = store.statistics().sessions(projects, wanted, axis);
            assertThat(sessions)
                    .as("sessions, %s", what)
                    .isEqualTo(expected(
                            world.oracle().sessions(projects, wanted).stream()
                                    .map(s -> s.row().start()),
                            Period.of(wanted, Attribute.SESSION_START),
                            axis));
            assertThat(sessions.total()).as("sessions, %s", what).isEqualTo((double) store.conversations()
                    .sessions(projects, wanted, new PageRequest(0, 1))
                    .totalCount());
        });
    }

    @EachEngine
    void labelsAddUpToTheListsOfWhatCarriesThem(TestEngine engine) {
        inARandomWorld(engine, (world, name) -> {
            Map<String, Object> body = world.filters().body();
            FilterSet wanted = RandomFilters.read(body);
            TimeAxis axis = axis(world.random());
            List<Long> projects = projects(world);
            String what = name + ", " + axis + ": " + body;
            var statistics = world.fixture().store().statistics();
            assertThat(byId(statistics.sessionLabels(projects, wanted, axis)))
                    .as("session labels, %s", what)
                    .isEqualTo(expectedByLabel(
                            world.oracle().sessions(projects, wanted),
                            session -> session.labels(),
                            session -> session.row().start(),
                            Period.of(wanted, Attribute.SESSION_START),
                            axis));
            assertThat(byId(statistics.messageLabels(projects, wanted, axis)))
                    .as("message labels, %s", what)
                    .isEqualTo(expectedByLabel(
                            world.oracle().messages(projects, wanted),
                            message -> message.labels(),
                            message -> message.message().turn().time(),
                            Period.of(wanted, Attribute.MESSAGE_TIME),
                            axis));
        });
    }

    private static Map<Long, Series> byId(List<LabelSeries> labels) {
        return labels.stream().collect(Collectors.toMap(each -> each.label().id(), LabelSeries::series));
    }

    /** Computes the expected series of labels. All share one time axis: that of the rows with any label. */
    private static <T> Map<Long, Series> expectedByLabel(
            List<T> all, Function<T, Set<Long>> labels, Function<T, Instant> at, Period period, TimeAxis axis) {
        List<Instant> hits = all.stream()
                .filter(each -> !labels.apply(each).isEmpty())
                .map(at)
                .sorted()
                .toList();
        Set<Long> met = new HashSet<>();
        all.forEach(each -> met.addAll(labels.apply(each)));
        if (hits.isEmpty()) {
            return Map.of();
        }
        Period closed = new Period(
                period.from() == null ? hits.getFirst() : period.from(),
                period.to() == null ? hits.getLast() : period.to());
        return met.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> expected(
                                all.stream()
                                        .filter(each -> labels.apply(each).contains(id))
                                        .map(at),
                                closed,
                                axis)));
    }

    @EachEngine
    void transfersAndCallsAreThoseOfTheirFirstDay(TestEngine engine) {
        inARandomWorld(engine, (world, name) -> {
            Random random = world.random();
            LocalDate first = LocalDate.of(2021, 2, 10).plusDays(random.nextInt(290));
            DateRange days =
                    new DateRange(first, first.plusDays(random.nextInt(40)), ZONES.get(random.nextInt(ZONES.size())));
            List<String> bots = random.nextBoolean() ? List.of() : RandomLog.BOTS.subList(0, 2);
            List<Long> projects = projects(world);
            List<Oracle.Session> sessions = world.oracle().sessions(projects).stream()
                    .filter(session ->
                            bots.isEmpty() || bots.contains(session.row().botId()))
                    .toList();
            String what = name + ", " + days + ", " + bots;
            var statistics = world.fixture().store().statistics();

            assertThat(statistics.transfers(projects, bots, days))
                    .as("transfers, %s", what)
                    .isEqualTo(ofDays(sessions, session -> firstTransfer(world.oracle(), session), days));
            String words = random.nextBoolean() ? "баланс" : "yOUR";
            assertThat(statistics.transfersByText(projects, bots, words, days))
                    .as("%s, %s", words, what)
                    .isEqualTo(ofDays(sessions, session -> firstSaid(session, words), days));

            Predicate<Oracle.Session> call =
                    session -> session.row().channelType().equalsIgnoreCase("resterisk");
            List<Oracle.Session> calls = sessions.stream().filter(call).toList();
            PhoneCallStatistics answered = statistics.calls(projects, bots, days);
            assertThat(answered.incoming())
                    .as("incoming, %s", what)
                    .isEqualTo(ofDays(calls, session -> startIf(session, true), days));
            assertThat(answered.outgoing())
                    .as("outgoing, %s", what)
                    .isEqualTo(ofDays(calls, session -> startIf(session, false), days));
            List<Oracle.Session> within = calls.stream()
                    .filter(session -> contains(days, session.row().start()))
                    .toList();
            assertThat(answered.averageSeconds())
                    .as("average, %s", what)
                    .isCloseTo(
                            within.stream()
                                    .mapToDouble(StatisticsOracleTest::seconds)
                                    .average()
                                    .orElse(0),
                            Percentage.withPercentage(1e-9));
            assertThat(answered.billedMinutes().total())
                    .as("billed, %s", what)
                    .isCloseTo(
                            within.stream()
                                    .mapToDouble(session -> Math.ceil(seconds(session) / 15) / 4)
                                    .sum(),
                            Offset.offset(1e-6));
        });
    }

    private static double seconds(Oracle.Session session) {
        return session.row().duration().toNanos() / 1e9;
    }

    private static @Nullable Instant startIf(Oracle.Session session, boolean incoming) {
        Boolean direction = session.row().call().incoming();
        return direction != null && direction == incoming ? session.row().start() : null;
    }

    static @Nullable Instant firstTransfer(Oracle oracle, Oracle.Session session) {
        return Stream.concat(Stream.ofNullable(session.row().transferReplyAt()), oracle.handedOver(session).stream())
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static @Nullable Instant firstSaid(Oracle.Session session, String words) {
        return session.messages().stream()
                .map(d -> d.message().turn())
                .filter(turn -> turn.textAnswer() != null
                        && turn.textAnswer().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                .map(turn -> turn.time())
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static boolean contains(DateRange days, Instant instant) {
        LocalDate date = instant.atZone(days.zone()).toLocalDate();
        return !date.isBefore(days.first()) && !date.isAfter(days.last());
    }

    private static Series ofDays(
            Collection<Oracle.Session> sessions, Function<Oracle.Session, @Nullable Instant> moment, DateRange days) {
        List<Instant> moments = new ArrayList<>();
        sessions.forEach(session -> {
            Instant at = moment.apply(session);
            if (at != null && contains(days, at)) {
                moments.add(at);
            }
        });
        return expected(moments.stream(), days.period(), new TimeAxis(Interval.DAY, days.zone()));
    }

    @EachEngine
    void clientsOfAProjectAreCountedOnce(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            Oracle oracle = fixture.oracle();
            List<LogRecord> records = new RandomLog(new Random(SEED)).records(60);
            records.forEach(record -> oracle.add(fixture.projectId(), record));
            fixture.append(records);
            long clients = oracle.sessions(fixture.projectIds()).stream()
                    .map(session -> session.row().clientKey())
                    .distinct()
                    .count();
            assertThat(fixture.store().statistics().clients(fixture.projectIds()))
                    .isEqualTo(Map.of(fixture.projectId(), clients));
        }
    }
}
