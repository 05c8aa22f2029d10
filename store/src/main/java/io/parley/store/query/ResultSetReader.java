// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import io.parley.store.engine.Engine;
import io.parley.store.engine.RowCursor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a long result, read one row at a time. Where the driver is slow at texts, the texts of a row
 * travel as one, see {@link PackedTexts}. Columns are counted from 0; what SQL has as null is null.
 */
final class ResultSetReader {
    private final List<Field<?>> selected = new ArrayList<>();
    /** For each column, its position in the driver's row or among the packed texts, from 1. */
    private final int[] places;

    private final @Nullable PackedTexts packed;

    private ResultSetReader(List<Field<?>> wanted, boolean packsTexts) {
        places = new int[wanted.size()];
        List<Field<String>> together = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            Field<?> column = wanted.get(i);
            if (packsTexts && column.getType() == String.class) {
                together.add(column.coerce(String.class));
                places[i] = together.size();
            } else {
                selected.add(column);
                places[i] = selected.size();
            }
        }
        packed = together.isEmpty() ? null : new PackedTexts(together);
        if (packed != null) {
            selected.add(packed.column());
        }
    }

    static ResultSetReader of(Engine engine, List<Field<?>> wanted) {
        return new ResultSetReader(wanted, engine.prefersPackedTexts());
    }

    /** Returns the fields to select. */
    List<Field<?>> selected() {
        return selected;
    }

    /** Returns a cursor over the rows of the result, placed before the first row. */
    Row of(RowCursor rows) {
        return new Row(rows);
    }

    /** The current row of the driver's result set. */
    final class Row {
        private final RowCursor rows;
        private @Nullable String[] texts = {};

        private Row(RowCursor rows) {
            this.rows = rows;
        }

        /** Moves to the next row; returns false when there is none. */
        boolean next() throws SQLException {
            if (!rows.next()) {
                return false;
            }
            if (packed != null) {
                texts = packed.unpack(rows.bytes(selected.size()));
            }
            return true;
        }

        @Nullable
        String text(int column) throws SQLException {
            return packed == null ? rows.text(places[column]) : texts[places[column] - 1];
        }

        @Nullable
        Long number(int column) throws SQLException {
            return rows.number(places[column]);
        }

        @Nullable
        Double decimal(int column) throws SQLException {
            return rows.decimal(places[column]);
        }

        @Nullable
        Boolean flag(int column) throws SQLException {
            return rows.flag(places[column]);
        }
    }
}
