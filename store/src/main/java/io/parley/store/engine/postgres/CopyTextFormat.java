// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text format of PostgreSQL's COPY: one line for each row, tabs between values. */
final class CopyTextFormat {
    private CopyTextFormat() {}

    static byte[] of(List<@Nullable Object[]> rows) {
        StringBuilder text = new StringBuilder();
        for (@Nullable Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                if (i > 0) {
                    text.append('\t');
                }
                Object value = row[i];
                switch (value) {
                    case null -> text.append("\\N");
                    case String words -> escaped(text, words);
                    default -> text.append(value);
                }
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void escaped(StringBuilder text, String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }
}
