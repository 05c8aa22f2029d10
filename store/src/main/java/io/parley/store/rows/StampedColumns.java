// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import io.parley.core.log.Stamped;
import java.time.Instant;
import java.util.function.Function;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The three columns of a value with its stamp (last writer wins). */
record StampedColumns<T>(Field<T> value, Field<Instant> at, Field<Long> key) {

    static <R, T> StampedColumns<T> of(
            RowTable<R> table, String name, DataType<T> type, Function<R, @Nullable Stamped<T>> read) {
        return new StampedColumns<>(
                table.column(name, type, row -> Stamped.valueOf(read.apply(row))),
                table.moment(name + "_at", row -> at(read.apply(row))),
                table.number(name + "_key", row -> key(read.apply(row))));
    }

    static @Nullable Instant at(@Nullable Stamped<?> stamped) {
        return stamped == null ? null : stamped.at();
    }

    static @Nullable Long key(@Nullable Stamped<?> stamped) {
        return stamped == null ? null : stamped.messageKey();
    }

    @Nullable
    Stamped<T> read(Record record) {
        T said = record.get(value);
        return said == null ? null : new Stamped<>(said, record.get(at), record.get(key));
    }
}
