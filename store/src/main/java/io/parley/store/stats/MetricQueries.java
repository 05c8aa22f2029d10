// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.table.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionOutcomeTable.SESSION_ACTION;
import static io.parley.store.table.SessionOutcomeTable.SESSION_TOPIC;
import static io.parley.store.table.SessionTable.SESSION;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.trueCondition;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.Filter;
import io.parley.core.filter.FilterCondition.Holds;
import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Scope;
import io.parley.core.metric.Grouping;
import io.parley.core.metric.Measure;
import io.parley.core.metric.Metric;
import io.parley.core.metric.MetricCondition;
import io.parley.core.time.Buckets;
import io.parley.core.time.Interval;
import io.parley.store.engine.Engine;
import io.parley.store.query.FilterSql;
import io.parley.store.query.QuantitySql;
import io.parley.store.stats.MetricResult.Group;
import io.parley.store.stats.MetricResult.Hour;
import io.parley.store.stats.MetricResult.Point;
import io.parley.store.table.RowTable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The computation of metrics from their declarations. All queries have one form: the rows of the declaration, in the
 * period, that match the filters, each with its bucket. Then one aggregate over each bucket and, in the same query,
 * over all.
 */
public final class MetricQueries {
    private static final Filter NO_TESTS =
            new Filter(FilterKey.WITHOUT_TEST_SESSIONS, new Holds(Attribute.IS_TEST), true);

    // The columns to which a row is reduced before it is counted.
    private static final Field<Integer> BUCKET = field(name("bucket"), SQLDataType.INTEGER);
    private static final Field<Boolean> PART = field(name("part"), SQLDataType.BOOLEAN);
    private static final Field<Double> AMOUNT = field(name("amount"), SQLDataType.DOUBLE);
    private static final Field<Long> CLIENT_KEY = field(name("client_key"), SQLDataType.BIGINT);
    private static final Field<Object> GROUP = field(name("group_key"), SQLDataType.OTHER);

    private final Engine engine;
    private final FilterSql filters;
    private final QuantitySql quantities;
    private final TimeSeriesQuery timeSeries;

    public MetricQueries(Engine engine) {
        this.engine = engine;
        this.filters = new FilterSql(engine);
        this.quantities = new QuantitySql(engine);
        this.timeSeries = new TimeSeriesQuery(engine);
    }

    /**
     * Returns a metric over time and in total, from an instant, inclusive, to another, exclusive.
     *
     * @param to after {@code from}
     */
    public MetricResult answer(
            Collection<Long> projects, Metric metric, FilterSet wanted, Instant from, Instant to, TimeAxis axis) {
        Rows rows = new Rows(projects, metric, wanted.and(NO_TESTS), from, to);
        return switch (metric.measure()) {
            case Measure.WeekdayHours hours -> byWeekdayAndHour(rows, axis);
            case Measure.Distribution distribution -> distribution(rows, distribution.grouping());
            case Measure measure -> overTime(rows, measure, buckets(rows, axis));
        };
    }

    /**
     * Returns a metric in total only, from an instant, inclusive, to another, exclusive.
     *
     * @param axis affects the total, too: each bucket decides separately whether a client is new or returning
     */
    public MetricValue total(
            Collection<Long> projects, Metric metric, FilterSet wanted, Instant from, Instant to, TimeAxis axis) {
        Rows rows = new Rows(projects, metric, wanted.and(NO_TESTS), from, to);
        return switch (metric.measure()) {
            case Measure.Clients clients ->
                overTime(rows, clients, buckets(rows, axis)).total();
            case Measure.WeekdayHours hours ->
                overTime(rows, new Measure.Count(), whole(rows)).total();
            case Measure.Distribution distribution ->
                overTime(rows, new Measure.Count(), whole(rows)).total();
            case Measure measure -> overTime(rows, measure, whole(rows)).total();
        };
    }

    /** The rows over which a metric is computed, without those of test sessions. */
    private record Rows(Collection<Long> projects, Metric metric, FilterSet wanted, Instant from, Instant to) {
        Scope scope() {
            return metric.rows().scope();
        }

        Field<Instant> at() {
            return switch (metric.rows().placement()) {
                case SESSION_START -> SESSION.start;
                case FIRST_TRANSFER -> FirstTransfers.AT;
                case MESSAGE_TIME -> MESSAGE.time;
            };
        }

        Table<?> table() {
            return switch (metric.rows().placement()) {
                case SESSION_START -> SESSION.table();
                case FIRST_TRANSFER -> FirstTransfers.sessions(projects);
                case MESSAGE_TIME -> MESSAGE.table();
            };
        }

        /** Returns the last instant of the period; the store's resolution is a microsecond. */
        Instant last() {
            return to.minus(1, ChronoUnit.MICROS);
        }
    }

    private Condition condition(Rows rows) {
        Condition asked = rows.scope() == Scope.SESSION
                ? filters.sessions(rows.projects(), rows.wanted())
                : filters.messages(rows.projects(), rows.wanted());
        return asked.and(all(rows.metric().rows().clauses()))
                .and(rows.at().ge(rows.from()))
                .and(rows.at().lt(rows.to()));
    }

    private Condition all(List<MetricCondition> clauses) {
        return DSL.and(clauses.stream()
                .map(clause ->
                        clause.wanted() ? filters.holds(clause.condition()) : filters.doesNotHold(clause.condition()))
                .toList());
    }

    private static Buckets buckets(Rows rows, TimeAxis axis) {
        return Buckets.covering(rows.from(), rows.last(), axis.interval(), axis.zone());
    }

    /** Returns the period as one bucket. */
    private static Buckets whole(Rows rows) {
        return new Buckets(List.of(rows.from()), rows.to());
    }

    // ---- Over time

    private MetricResult overTime(Rows rows, Measure measure, Buckets buckets) {
        Table<?> hits = hits(rows, measure, buckets).asTable("hit");
        Map<Integer, MetricValue> figures = new HashMap<>();
        MetricValue[] total = {nothing(measure)};
        List<Field<?>> counted = new ArrayList<>(List.of(DSL.count()));
        counted.addAll(aggregates(measure));
        engine.sql().fetch(engine.groupedWithTotal(BUCKET, counted, hits)).forEach(row -> {
            MetricValue figure = figure(measure, row);
            Integer bucket = row.get(BUCKET);
            if (bucket == null) {
                total[0] = figure;
            } else {
                figures.put(bucket, figure);
            }
        });
        return new MetricResult(
                total[0],
                IntStream.range(0, buckets.count())
                        .mapToObj(i -> new Point(buckets.starts().get(i), figures.getOrDefault(i, nothing(measure))))
                        .toList(),
                List.of(),
                List.of());
    }

    /** Selects every row with its bucket, whether it counts, its quantity, and its client. */
    private Select<?> hits(Rows rows, Measure measure, Buckets buckets) {
        Condition part = trueCondition();
        Field<? extends Number> amount = DSL.inline((Double) null, SQLDataType.DOUBLE);
        Table<?> table = rows.table();
        switch (measure) {
            case Measure.Share share -> part = filters.holds(share.kind());
            case Measure.Sum sum -> amount = quantities.of(sum.quantity());
            case Measure.Mean mean -> amount = quantities.of(mean.quantity());
            case Measure.Percentiles percentiles -> amount = quantities.of(percentiles.quantity());
            case Measure.Clients clients -> {
                if (clients.which() != Measure.Clients.Which.ALL) {
                    table = table.join(CLIENT.table()).on(FilterSql.linkedTo(Scope.CLIENT, MESSAGE.name()));
                }
                part = clients(clients.which(), rows, buckets);
            }
            case Measure.Count count -> {}
            case Measure.Distribution distribution -> {}
            case Measure.WeekdayHours hours -> {}
        }
        return DSL.select(
                        timeSeries.place(rows.at(), buckets).as(BUCKET),
                        field(part).as(PART),
                        amount.as(AMOUNT),
                        (rows.scope() == Scope.SESSION ? SESSION.clientKey : MESSAGE.clientKey).as(CLIENT_KEY))
                .from(table)
                .where(condition(rows));
    }

    /** Returns whether the client had messages before the bucket of this message, or had none. */
    private Condition clients(Measure.Clients.Which which, Rows rows, Buckets buckets) {
        Condition before = CLIENT.join
                .lt(rows.from())
                .or(timeSeries.place(CLIENT.join, buckets).ne(timeSeries.place(rows.at(), buckets)));
        return switch (which) {
            case ALL -> trueCondition();
            case RETURNING -> before;
            case NEW -> DSL.not(before);
        };
    }

    private static List<Field<?>> aggregates(Measure measure) {
        return switch (measure) {
            case Measure.Count count -> List.of();
            case Measure.Distribution distribution -> List.of();
            case Measure.WeekdayHours hours -> List.of();
            case Measure.Share share -> List.of(count().filterWhere(PART));
            case Measure.Clients clients ->
                List.of(DSL.countDistinct(CLIENT_KEY).filterWhere(PART));
            case Measure.Sum sum ->
                List.of(count(AMOUNT), DSL.coalesce(DSL.sum(AMOUNT).cast(SQLDataType.DOUBLE), DSL.inline(0.0)));
            case Measure.Mean mean -> List.of(count(AMOUNT), DSL.avg(AMOUNT).cast(SQLDataType.DOUBLE));
            case Measure.Percentiles percentiles -> List.of(count(AMOUNT), percentile(1), percentile(2));
        };
    }

    /**
     * Returns the first percentile, the median, or the second, the 95th. The expression lets the engines sort the
     * values once for both.
     */
    private static Field<Double> percentile(int which) {
        return field(
                "(percentile_cont(array[0.5, 0.95]) within group (order by {0}))[{1}]",
                SQLDataType.DOUBLE, AMOUNT, DSL.inline(which));
    }

    /** Creates the value from a row of the result: the bucket, the number of rows, and the aggregates. */
    private static MetricValue figure(Measure measure, Record row) {
        long all = row.get(1, Long.class);
        return switch (measure) {
            case Measure.Count count -> counted(all);
            case Measure.Distribution distribution -> counted(all);
            case Measure.WeekdayHours hours -> counted(all);
            case Measure.Clients clients -> counted(row.get(2, Long.class));
            case Measure.Share share -> {
                long part = row.get(2, Long.class);
                yield new MetricValue(all == 0 ? null : (double) part / all, null, part, all);
            }
            case Measure.Sum sum -> new MetricValue(row.get(3, Double.class), null, row.get(2, Long.class), null);
            case Measure.Mean mean -> new MetricValue(row.get(3, Double.class), null, row.get(2, Long.class), null);
            case Measure.Percentiles percentiles ->
                new MetricValue(row.get(3, Double.class), row.get(4, Double.class), row.get(2, Long.class), null);
        };
    }

    private static MetricValue counted(long count) {
        return new MetricValue((double) count, null, count, null);
    }

    private static MetricValue nothing(Measure measure) {
        return switch (measure) {
            case Measure.Count count -> MetricValue.ZERO;
            case Measure.Clients clients -> MetricValue.ZERO;
            case Measure.Distribution distribution -> MetricValue.ZERO;
            case Measure.WeekdayHours hours -> MetricValue.ZERO;
            case Measure.Sum sum -> MetricValue.ZERO;
            case Measure.Share share -> MetricValue.PART_OF_NOTHING;
            case Measure.Mean mean -> MetricValue.OF_NOTHING;
            case Measure.Percentiles percentiles -> MetricValue.OF_NOTHING;
        };
    }

    // ---- By group

    private MetricResult distribution(Rows rows, Grouping grouping) {
        MetricValue total = overTime(rows, new Measure.Count(), whole(rows)).total();
        Field<Long> found = field(name("found"), SQLDataType.BIGINT);
        Select<?> counted = DSL.select(GROUP, count().cast(SQLDataType.BIGINT).as(found))
                .from(groups(rows, grouping).asTable("hit"))
                .groupBy(GROUP);
        List<Group> groups = engine.sql()
                .select(GROUP, found)
                .from((isOfTexts(grouping) ? combined(counted, found) : counted).asTable("counted"))
                .orderBy(found.desc(), GROUP)
                .fetch(row -> new Group(text(row.get(0)), row.value2(), (double) row.value2() / total.counted()));
        return new MetricResult(total, List.of(), groups, List.of());
    }

    private static boolean isOfTexts(Grouping grouping) {
        return switch (grouping) {
            case RESULT, TOPIC, ACTION -> true;
            case SCORE, SESSION_LABEL, MESSAGE_LABEL -> false;
        };
    }

    /** Combines texts that are canonically equal. The group has the least of its spellings, as the options of filters do. */
    private Select<?> combined(Select<?> counted, Field<Long> found) {
        Field<String> key = field(GROUP.getQualifiedName(), SQLDataType.VARCHAR);
        return DSL.select(
                        DSL.min(key).as(GROUP),
                        DSL.sum(found).cast(SQLDataType.BIGINT).as(found))
                .from(counted.asTable("spellings"))
                .groupBy(engine.canonical(key));
    }

    private Select<?> groups(Rows rows, Grouping grouping) {
        return switch (grouping) {
            case RESULT ->
                DSL.select(SESSION.resultValue().as(GROUP))
                        .from(SESSION.table())
                        .where(condition(rows), SESSION.resultValue().isNotNull());
            case SCORE ->
                DSL.select(SESSION.score().as(GROUP)).from(SESSION.table()).where(condition(rows));
            case TOPIC -> linked(rows, Scope.SESSION, SESSION_TOPIC, SESSION_TOPIC.markName);
            case ACTION -> linked(rows, Scope.SESSION, SESSION_ACTION, SESSION_ACTION.markName);
            case SESSION_LABEL -> linked(rows, Scope.SESSION, SESSION_LABEL_LINK, SESSION_LABEL_LINK.labelId);
            case MESSAGE_LABEL -> linked(rows, Scope.MESSAGE, MESSAGE_LABEL_LINK, MESSAGE_LABEL_LINK.labelId);
        };
    }

    /** Formats the key of a group; whole numbers have no fraction. */
    private static String text(Object key) {
        return key instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : key.toString();
    }

    private Select<?> linked(Rows rows, Scope scope, RowTable<?> links, Field<?> group) {
        return DSL.select(group.as(GROUP))
                .from(rows.table())
                .join(links.table())
                .on(FilterSql.linkedTo(scope, links.name()))
                .where(condition(rows));
    }

    // ---- By weekday and hour

    private MetricResult byWeekdayAndHour(Rows rows, TimeAxis axis) {
        Map<Integer, Long> counts = new TreeMap<>();
        long total = 0;
        Interval hour = new Interval(Interval.Unit.HOUR, 1);
        // In several steps, so that a period of any length fits into the limit of buckets.
        Duration piece = Duration.ofHours(Buckets.MOST - 24);
        for (Instant from = rows.from(); from.isBefore(rows.to()); from = from.plus(piece)) {
            Instant to = from.plus(piece).isBefore(rows.to()) ? from.plus(piece) : rows.to();
            Rows some = new Rows(rows.projects(), rows.metric(), rows.wanted(), from, to);
            MetricResult part = overTime(some, new Measure.Count(), buckets(some, new TimeAxis(hour, axis.zone())));
            total += part.total().counted();
            for (Point point : part.points()) {
                ZonedDateTime there = point.start().atZone(axis.zone());
                if (point.figure().counted() > 0) {
                    int hourOfWeek = (there.getDayOfWeek().getValue() - 1) * 24 + there.getHour();
                    counts.merge(hourOfWeek, point.figure().counted(), Long::sum);
                }
            }
        }
        List<Hour> hours = new ArrayList<>();
        counts.forEach((place, count) -> hours.add(new Hour(DayOfWeek.of(place / 24 + 1), place % 24, count)));
        return new MetricResult(counted(total), List.of(), List.of(), hours);
    }
}
