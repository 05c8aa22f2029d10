// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.TimestampedValue;
import java.time.Instant;
import java.util.function.Function;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The three columns of a value with its stamp (last writer wins). */
record TimestampedValueColumns<T>(Field<T> value, Field<Instant> at, Field<Long> key) {

    static <R, T> TimestampedValueColumns<T> of(
            RowTable<R> table, String name, DataType<T> type, Function<R, @Nullable TimestampedValue<T>> read) {
        return new TimestampedValueColumns<>(
                table.column(name, type, row -> TimestampedValue.valueOf(read.apply(row))),
                table.moment(name + "_at", row -> at(read.apply(row))),
                table.number(name + "_key", row -> key(read.apply(row))));
    }

    static @Nullable Instant at(@Nullable TimestampedValue<?> stamped) {
        return stamped == null ? null : stamped.at();
    }

    static @Nullable Long key(@Nullable TimestampedValue<?> stamped) {
        return stamped == null ? null : stamped.messageKey();
    }

    @Nullable
    TimestampedValue<T> read(Record record) {
        T said = record.get(value);
        return said == null ? null : new TimestampedValue<>(said, record.get(at), record.get(key));
    }
}
