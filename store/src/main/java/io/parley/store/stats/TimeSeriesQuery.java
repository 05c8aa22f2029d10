// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import io.parley.core.time.Buckets;
import io.parley.core.time.Buckets.Run;
import io.parley.store.engine.Engine;
import io.parley.store.table.TableColumn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The query behind all series: rows grouped by the index of their bucket.
 *
 * <p>The engines do not use zones and calendars. {@link Buckets} cuts the period in Java and determines runs of buckets
 * of equal length. The index of a row is then a division, after one comparison for each change of the clocks or of the
 * length of months. Rejected: conversion by the engines, which have zone rules of their own, and a join with a list of
 * buckets, which is much slower.
 */
final class TimeSeriesQuery {
    private static final String ALL = "all";

    private final Engine engine;

    TimeSeriesQuery(Engine engine) {
        this.engine = engine;
    }

    /** Returns the number of rows in each bucket. */
    Series count(CountedRows hits, TimeAxis axis) {
        return sums(hits, axis, List.of(DSL.count())).getFirst();
    }

    /** Returns the number of rows in each bucket, grouped by further columns; rows with null in them are left out. */
    <K> Map<K, Series> countBy(CountedRows hits, TimeAxis axis, List<Field<?>> by, Function<Record, K> key) {
        Map<K, Series> series = new LinkedHashMap<>();
        group(hits, axis, by, key, List.of(DSL.count()), Set.of())
                .forEach((each, counts) -> series.put(each, counts.getFirst()));
        return series;
    }

    /** Returns sums over the rows of each bucket, one series for each sum. */
    List<Series> sums(CountedRows hits, TimeAxis axis, List<Field<? extends Number>> sums) {
        return Objects.requireNonNull(
                group(hits, axis, List.of(), row -> ALL, sums, Set.of(ALL)).get(ALL));
    }

    /** @param always keys that are in the result even without rows, with zeros */
    private <K> Map<K, List<Series>> group(
            CountedRows hits,
            TimeAxis axis,
            List<Field<?>> by,
            Function<Record, K> key,
            List<Field<? extends Number>> sums,
            Set<K> always) {
        return engine.sql().transactionResult(t -> {
            Buckets buckets = buckets(t.dsl(), hits, axis);
            Map<K, double[][]> values = new LinkedHashMap<>();
            always.forEach(each -> values.put(each, new double[sums.size()][buckets.count()]));
            if (!buckets.isEmpty()) {
                Field<Integer> place = place(hits.at(), buckets);
                List<Field<?>> selected = new ArrayList<>(by);
                selected.add(place);
                sums.forEach(sum -> selected.add(sum.cast(SQLDataType.DOUBLE)));
                List<Field<?>> groups = new ArrayList<>(by);
                groups.add(place);
                t.dsl()
                        .select(selected)
                        .from(hits.rows())
                        .where(
                                hits.wanted(),
                                hits.at().ge(buckets.starts().getFirst()),
                                hits.at().lt(buckets.end()))
                        .groupBy(groups)
                        .forEach(row -> {
                            double[][] ofKey = values.computeIfAbsent(
                                    key.apply(row), k -> new double[sums.size()][buckets.count()]);
                            int bucket = row.get(by.size(), Integer.class);
                            for (int i = 0; i < ofKey.length; i++) {
                                ofKey[i][bucket] = row.get(by.size() + 1 + i, Double.class);
                            }
                        });
            }
            Map<K, List<Series>> series = new LinkedHashMap<>();
            values.forEach((each, ofKey) -> series.put(
                    each, Arrays.stream(ofKey).map(one -> series(buckets, one)).toList()));
            return series;
        });
    }

    private static Series series(Buckets buckets, double[] values) {
        return new Series(IntStream.range(0, values.length)
                .mapToObj(i -> new Series.Point(buckets.starts().get(i), values[i]))
                .toList());
    }

    /** Returns the buckets of the period; an open period starts at the first hit, or ends at the last. */
    private static Buckets buckets(DSLContext sql, CountedRows hits, TimeAxis axis) {
        Instant from = hits.period().from();
        Instant to = hits.period().to();
        if (from == null || to == null) {
            Record2<Instant, Instant> ends = sql.select(min(hits.at()), max(hits.at()))
                    .from(hits.rows())
                    .where(hits.wanted())
                    .fetchSingle();
            if (ends.value1() == null) {
                return Buckets.NONE;
            }
            from = from == null ? ends.value1() : from;
            to = to == null ? ends.value2() : to;
        }
        return Buckets.covering(from, to, axis.interval(), axis.zone());
    }

    /** Returns the index of the bucket that contains the instant, which must be in the period. */
    Field<Integer> place(Field<Instant> at, Buckets buckets) {
        return place(at, buckets.runs());
    }

    private Field<Integer> place(Field<Instant> at, List<Run> runs) {
        if (runs.size() > 1) {
            int middle = runs.size() / 2;
            // Constants are inlined into the text, because PostgreSQL treats two parameters of the same value as
            // different expressions.
            return DSL.when(
                            at.lt(inline(runs.get(middle).start(), TableColumn.INSTANT)),
                            place(at, runs.subList(0, middle)))
                    .otherwise(place(at, runs.subList(middle, runs.size())));
        }
        Run run = runs.getFirst();
        Field<Long> micros = engine.micros(at).minus(inline(ChronoUnit.MICROS.between(Instant.EPOCH, run.start())));
        return engine.quotient(micros, run.micros()).plus(inline(run.first())).cast(SQLDataType.INTEGER);
    }
}
