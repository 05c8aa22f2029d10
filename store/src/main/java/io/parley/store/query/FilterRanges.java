// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.ValueSchema;
import io.parley.store.engine.Engine;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Table;

/** The smallest and largest useful values of range filters. */
public final class FilterRanges {
    private final Engine engine;
    private final FilterSql filters;

    public FilterRanges(Engine engine) {
        this.engine = engine;
        this.filters = new FilterSql(engine);
    }

    /** The smallest and the largest value; times in ms since 1970. */
    public record Ends(double min, double max) {
        static final Ends OF_NOTHING = new Ends(0, 0);
    }

    /**
     * Returns the smallest and the largest value among the rows that match the other filters; 0 and 0 when there are
     * none.
     *
     * @return empty for a filter that is no range
     */
    public Optional<Ends> ends(Collection<Long> projects, FilterKey key, FilterSet filterSet) {
        FilterSet others = filterSet.without(key);
        for (ValueSchema shape : key.shapes()) {
            if (shape instanceof ValueSchema.NumericRange range) {
                Field<Double> value = FilterSql.number(range.attribute());
                return Optional.of(ends(projects, others, range.attribute(), value, number -> number));
            }
            if (shape instanceof ValueSchema.DateTimeRange range) {
                Field<Instant> value = FilterSql.moment(range.attribute());
                return Optional.of(
                        ends(projects, others, range.attribute(), value, moment -> (double) moment.toEpochMilli()));
            }
        }
        return Optional.empty();
    }

    private <T> Ends ends(
            Collection<Long> projects,
            FilterSet others,
            Attribute<?> attribute,
            Field<T> value,
            Function<T, Double> number) {
        Rows rows = rows(projects, others, attribute);
        Record2<T, T> ends = engine.sql()
                .select(min(value), max(value))
                .from(rows.table())
                .where(rows.wanted())
                .fetchSingle();
        return ends.value1() == null
                ? Ends.OF_NOTHING
                : new Ends(number.apply(ends.value1()), number.apply(ends.value2()));
    }

    private record Rows(Table<Record> table, Condition wanted) {}

    /** Returns the rows of a list that have the attribute. */
    private Rows rows(Collection<Long> projects, FilterSet others, Attribute<?> attribute) {
        return switch (attribute.scope()) {
            case MESSAGE -> new Rows(MESSAGE.table(), filters.messages(projects, others));
            case SESSION -> new Rows(SESSION.table(), filters.sessions(projects, others));
            case CLIENT -> new Rows(CLIENT.table(), filters.clients(projects, others));
        };
    }
}
