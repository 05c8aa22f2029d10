package io.parley.store.rows;

import java.util.Collection;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Conditions on sets of 64-bit keys. */
public final class RowKeys {
    private RowKeys() {}

    /** The field is one of the keys, which are written into the SQL: thousands of them would be too many parameters. */
    public static Condition in(Field<Long> field, Collection<Long> keys) {
        return keys.isEmpty()
                ? DSL.falseCondition()
                : field.in(keys.stream().distinct().sorted().map(DSL::inline).toList());
    }

    /** The row of a key that the log itself refers to; its absence is a fault of the store. */
    public static <R> R found(Map<Long, R> rows, long key) {
        R row = rows.get(key);
        if (row == null) {
            throw new IllegalStateException("the log refers to the key " + key + ", which is not there");
        }
        return row;
    }
}
