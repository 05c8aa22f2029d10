// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.filter.FilterContext;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Oracle;
import io.parley.core.filter.RandomFilters;
import io.parley.core.filter.Scope;
import io.parley.core.log.LogRecord;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.RandomLog;
import io.parley.core.log.TimestampedValue;
import io.parley.core.log.Usage;
import io.parley.core.metric.Grouping;
import io.parley.core.metric.Measure;
import io.parley.core.metric.Metric;
import io.parley.core.metric.MetricCondition;
import io.parley.core.metric.Quantity;
import io.parley.core.metric.TimeDimension;
import io.parley.core.time.Buckets;
import io.parley.core.time.Interval;
import io.parley.core.time.Interval.Unit;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.TestEngine;
import io.parley.store.stats.MetricResult.Group;
import io.parley.store.stats.MetricResult.Hour;
import io.parley.store.stats.MetricResult.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A comparison of every metric with a direct evaluation of its declaration: random data, filters, periods, zones. */
class MetricsOracleTest {
    private static final int CASES = Integer.getInteger("parley.oracle.cases", LongRun.of(6, 12));
    private static final long SEED = Long.getLong("parley.oracle.seed", 20211);
    private static final List<ZoneId> ZONES =
            List.of(ZoneOffset.UTC, ZoneId.of("Europe/Berlin"), ZoneId.of("Australia/Lord_Howe"));
    /** Shortly before daylight saving time begins in Germany. */
    private static final Instant START = Instant.parse("2021-03-25T00:00:00Z");

    /** One row of a metric, with all fields that metrics use. */
    private record Row(
            Instant at,
            Instant clientJoined,
            long clientKey,
            @Nullable Double length,
            Oracle.Session session,
            FilterContext facts) {}

    @EachEngine
    void everyMetricIsWhatItsDeclarationSays(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            Random random = new Random(SEED);
            Oracle oracle = fixture.oracle();
            for (long project : fixture.projectIds()) {
                List<LogRecord> records = new ArrayList<>(new RandomLog(random, START).records(100));
                records.addAll(new RandomLog(random).records(40));
                records.forEach(record -> oracle.add(project, record));
                fixture.store().log().append(project, records).join();
            }
            RandomFilters filters = new RandomFilters(
                    random,
                    fixture.sessionLabels().values(),
                    fixture.messageLabels().values());
            for (int i = 0; i < CASES; i++) {
                // Random filters match few rows; most cases should have something to count.
                Map<String, Object> body = i % 3 == 0 ? filters.body() : Map.of();
                for (Metric metric : Metric.values()) {
                    compare(fixture, oracle, metric, body, random, "seed " + SEED + ", case " + i);
                }
            }
        }
    }

    private static void compare(
            StoreFixture fixture, Oracle oracle, Metric metric, Map<String, Object> body, Random random, String name) {
        FilterSet wanted = RandomFilters.read(body);
        List<Long> projects = random.nextBoolean() ? fixture.projectIds() : List.of(fixture.projectId());
        Instant from = START.plus(Duration.ofHours(random.nextInt(-48, 120)));
        Instant to = from.plus(Duration.ofMinutes(1 + random.nextInt(14_000)));
        Unit unit = List.of(Unit.HOUR, Unit.DAY, Unit.WEEK, Unit.MONTH).get(random.nextInt(4));
        TimeAxis axis =
                new TimeAxis(new Interval(unit, 1 + random.nextInt(2)), ZONES.get(random.nextInt(ZONES.size())));
        String what = metric + ", " + name + ", " + from + " to " + to + ", " + axis + ": " + body;

        List<Row> rows = rows(oracle, projects, metric, wanted).stream()
                .filter(row -> !row.at().isBefore(from) && row.at().isBefore(to))
                .toList();
        MetricResult answer = fixture.store().metrics().answer(projects, metric, wanted, from, to, axis);
        Buckets buckets = Buckets.covering(from, to.minusNanos(1000), axis.interval(), axis.zone());
        assertSame(answer.total(), expected(metric.measure(), rows, from, null, axis), "total, " + what);
        assertSame(
                fixture.store().metrics().total(projects, metric, wanted, from, to, axis),
                expected(metric.measure(), rows, from, null, axis),
                "total alone, " + what);
        switch (metric.measure()) {
            case Measure.Distribution distribution ->
                assertThat(answer.groups()).as(what).isEqualTo(groups(rows, distribution.grouping()));
            case Measure.WeekdayHours hours ->
                assertThat(answer.hours()).as(what).isEqualTo(hours(rows, axis.zone()));
            default -> {
                assertThat(answer.points().stream().map(Point::start)).as(what).isEqualTo(buckets.starts());
                for (int i = 0; i < buckets.count(); i++) {
                    Instant start = buckets.starts().get(i).isBefore(from)
                            ? from
                            : buckets.starts().get(i);
                    int bucket = i;
                    List<Row> within = rows.stream()
                            .filter(row -> buckets.indexOf(row.at()) == bucket)
                            .toList();
                    assertSame(
                            answer.points().get(i).figure(),
                            expected(metric.measure(), within, start, start, axis),
                            "bucket " + i + ", " + what);
                }
            }
        }
    }

    private static void assertSame(MetricValue actual, MetricValue expected, String what) {
        assertThat(round(actual)).as(what).isEqualTo(round(expected));
    }

    private static MetricValue round(MetricValue figure) {
        return new MetricValue(round(figure.value()), round(figure.p95()), figure.counted(), figure.over());
    }

    private static @Nullable Double round(@Nullable Double value) {
        return value == null ? null : Math.round(value * 1e6) / 1e6;
    }

    private static List<Row> rows(Oracle oracle, List<Long> projects, Metric metric, FilterSet wanted) {
        Predicate<Row> satisfies =
                row -> metric.rows().clauses().stream().allMatch(clause -> holds(clause, row.facts()));
        Map<Long, Oracle.Session> sessions = new TreeMap<>();
        oracle.sessions(projects).forEach(session -> sessions.put(session.row().sessionKey(), session));
        Stream<Row> rows = metric.rows().scope() == Scope.SESSION
                ? oracle.sessions(projects, wanted).stream()
                        .flatMap(session -> Stream.ofNullable(
                                        moment(metric.rows().placement(), oracle, session))
                                .map(at -> new Row(
                                        at,
                                        session.client().join(),
                                        session.row().clientKey(),
                                        session.row().duration().toNanos() / 1e6,
                                        session,
                                        session.facts())))
                : oracle.messages(projects, wanted).stream().map(message -> {
                    Oracle.Session session = sessionOf(sessions, message);
                    return new Row(
                            message.message().turn().time(),
                            session.client().join(),
                            message.message().clientKey(),
                            null,
                            session,
                            new FilterContext.OfMessage(message.message(), message.labels()));
                });
        return rows.filter(row -> !row.session().row().test()).filter(satisfies).toList();
    }

    private static @Nullable Instant moment(TimeDimension placement, Oracle oracle, Oracle.Session session) {
        return switch (placement) {
            case SESSION_START -> session.row().start();
            case FIRST_TRANSFER -> StatisticsOracleTest.firstTransfer(oracle, session);
            case MESSAGE_TIME -> throw new IllegalArgumentException("A session is no message");
        };
    }

    private static Oracle.Session sessionOf(Map<Long, Oracle.Session> sessions, Oracle.Dialogue message) {
        return sessions.values().stream()
                .filter(session -> session.messages().stream()
                        .anyMatch(each ->
                                each.message().messageKey() == message.message().messageKey()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean holds(MetricCondition clause, FilterContext facts) {
        return Oracle.holds(clause.condition(), facts) == clause.wanted();
    }

    /**
     * Computes the expected value over rows.
     *
     * @param bucket start of the bucket to count; null for all buckets
     */
    private static MetricValue expected(
            Measure measure, List<Row> rows, Instant from, @Nullable Instant bucket, TimeAxis axis) {
        return switch (measure) {
            case Measure.Count count -> count(rows.size());
            case Measure.Distribution distribution -> count(rows.size());
            case Measure.WeekdayHours hours -> count(rows.size());
            case Measure.Share share -> {
                long part = rows.stream()
                        .filter(row -> Oracle.holds(share.kind(), row.facts()))
                        .count();
                yield new MetricValue(
                        rows.isEmpty() ? null : (double) part / rows.size(), null, part, (long) rows.size());
            }
            case Measure.Sum sum -> {
                List<Double> amounts = amounts(rows, sum.quantity());
                yield new MetricValue(amounts.stream().mapToDouble(each -> each).sum(), null, amounts.size(), null);
            }
            case Measure.Mean mean -> {
                List<Double> amounts = amounts(rows, mean.quantity());
                yield new MetricValue(
                        amounts.isEmpty()
                                ? null
                                : amounts.stream().mapToDouble(each -> each).sum() / amounts.size(),
                        null,
                        amounts.size(),
                        null);
            }
            case Measure.Percentiles percentiles -> {
                List<Double> amounts = amounts(rows, percentiles.quantity());
                yield new MetricValue(percentile(amounts, 0.5), percentile(amounts, 0.95), amounts.size(), null);
            }
            case Measure.Clients clients -> {
                long counted = rows.stream()
                        .filter(row -> {
                            Instant begin = bucket != null ? bucket : beginOfBucket(row.at(), from, axis);
                            boolean before = row.clientJoined().isBefore(begin);
                            return switch (clients.which()) {
                                case ALL -> true;
                                case NEW -> !before;
                                case RETURNING -> before;
                            };
                        })
                        .map(Row::clientKey)
                        .distinct()
                        .count();
                yield count(counted);
            }
        };
    }

    /** Returns the start of the bucket that contains the instant, or the start of the period, if that is later. */
    private static Instant beginOfBucket(Instant at, Instant from, TimeAxis axis) {
        Buckets buckets = Buckets.covering(from, at, axis.interval(), axis.zone());
        Instant start = buckets.starts().getLast();
        return start.isBefore(from) ? from : start;
    }

    private static MetricValue count(long count) {
        return new MetricValue((double) count, null, count, null);
    }

    private static List<Double> amounts(List<Row> rows, Quantity quantity) {
        return rows.stream()
                .map(row -> switch (quantity) {
                    case SESSION_LENGTH -> row.length();
                    case BILLED_MINUTES ->
                        PhoneCall.billedMinutes(row.session().row().duration());
                    case CLIENT_MESSAGES -> Double.valueOf(row.session().row().questionCount());
                    case SCORE -> TimestampedValue.valueOf(row.session().row().nps());
                    case RESPONSE_TIME -> {
                        Integer ms = ((FilterContext.OfMessage) row.facts())
                                .row()
                                .turn()
                                .processingTimeMs();
                        yield ms == null ? null : Double.valueOf(ms);
                    }
                    case INPUT_TOKENS -> number(usage(row).inputTokens());
                    case OUTPUT_TOKENS -> number(usage(row).outputTokens());
                    case COST -> number(usage(row).cost());
                })
                .flatMap(Stream::ofNullable)
                .sorted()
                .toList();
    }

    private static Usage usage(Row row) {
        return ((FilterContext.OfMessage) row.facts()).row().turn().usage();
    }

    private static @Nullable Double number(@Nullable Number number) {
        return number == null ? null : number.doubleValue();
    }

    /** Computes a percentile with linear interpolation, like SQL's percentile_cont. */
    private static @Nullable Double percentile(List<Double> sorted, double part) {
        if (sorted.isEmpty()) {
            return null;
        }
        double place = part * (sorted.size() - 1);
        double low = sorted.get((int) Math.floor(place));
        double high = sorted.get((int) Math.ceil(place));
        return low + (high - low) * (place - Math.floor(place));
    }

    private static List<Group> groups(List<Row> rows, Grouping grouping) {
        Map<String, Long> counts = new TreeMap<>(Oracle.TEXT_ORDER);
        rows.forEach(row -> groupsOf(row, grouping).forEach(group -> counts.merge(group, 1L, Long::sum)));
        return counts.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue(), (double) entry.getValue() / rows.size()))
                .sorted(Comparator.comparingLong(Group::count).reversed().thenComparing(Group::key, Oracle.TEXT_ORDER))
                .toList();
    }

    private static Set<String> groupsOf(Row row, Grouping grouping) {
        Oracle.Session session = row.session();
        return switch (grouping) {
            case RESULT -> one(TimestampedValue.valueOf(session.row().result()));
            case TOPIC -> session.facts().topics();
            case ACTION -> session.facts().actions();
            case SESSION_LABEL -> texts(session.facts().labels());
            case MESSAGE_LABEL -> texts(((FilterContext.OfMessage) row.facts()).labels());
            case SCORE -> one(score(TimestampedValue.valueOf(session.row().nps())));
        };
    }

    private static Set<String> texts(Set<Long> ids) {
        return ids.stream().map(id -> Long.toString(id)).collect(Collectors.toSet());
    }

    private static @Nullable String score(@Nullable Double score) {
        return score == null ? null : Integer.toString(score.intValue());
    }

    private static Set<String> one(@Nullable String group) {
        return group == null ? Set.of() : Set.of(group);
    }

    private static List<Hour> hours(List<Row> rows, ZoneId zone) {
        List<Hour> hours = new ArrayList<>();
        IntStream.range(0, 7 * 24).forEach(hour -> {
            long count = rows.stream()
                    .map(row -> row.at().atZone(zone))
                    .filter(time -> (time.getDayOfWeek().getValue() - 1) * 24 + time.getHour() == hour)
                    .count();
            if (count > 0) {
                hours.add(new Hour(java.time.DayOfWeek.of(hour / 24 + 1), hour % 24, count));
            }
        });
        return hours;
    }
}
