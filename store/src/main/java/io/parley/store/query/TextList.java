// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.replace;

import java.util.ArrayList;
import java.util.List;
import org.jooq.AggregateFilterStep;
import org.jooq.Field;
import org.jooq.OrderField;

/** Texts of several rows that the engine aggregates to one text: each with an end, so that an empty text differs from none. */
final class TextList {
    private static final char END = '\n';
    /** Escapes itself and {@link #END} in a text. */
    private static final char ESCAPE = '\\';
    /** The character that represents {@link #END} after an escape. */
    private static final char END_ESCAPED = 'n';

    private TextList() {}

    /** Returns the aggregate of a column; SQL makes it null if there is no row. */
    static AggregateFilterStep<String> of(Field<String> texts, OrderField<?>... order) {
        Field<String> escaped = replace(
                replace(texts, inline("" + ESCAPE), inline("" + ESCAPE + ESCAPE)),
                inline("" + END),
                inline("" + ESCAPE + END_ESCAPED));
        return listAgg(escaped.concat(inline("" + END)), "").withinGroupOrderBy(order);
    }

    /** Returns the texts of an aggregate. */
    static List<String> read(String joined) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < joined.length(); i++) {
            char c = joined.charAt(i);
            if (c == END) {
                texts.add(text.toString());
                text.setLength(0);
            } else if (c == ESCAPE) {
                i++;
                text.append(joined.charAt(i) == END_ESCAPED ? END : joined.charAt(i));
            } else {
                text.append(c);
            }
        }
        return texts;
    }
}
