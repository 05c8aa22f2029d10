// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Several texts of a row encoded as one value, in UTF-8. A driver may make three calls out of native code for each
 * text, however short, and read it character by character. With twenty texts a row this takes most of the time of a
 * long report.
 */
final class PackedTexts {
    /** Stored texts have no NUL, see {@link io.parley.core.log.TextNormalizer#storable}. */
    private static final byte BETWEEN = 0;
    /** Prefix of each text that is present, including an empty one; a missing text is encoded as nothing. */
    private static final char PRESENT = '=';

    private final List<Field<String>> texts;

    PackedTexts(List<Field<String>> texts) {
        this.texts = List.copyOf(texts);
    }

    Field<byte[]> column() {
        List<Field<?>> parts = new ArrayList<>();
        parts.add(DSL.field("chr({0})", SQLDataType.VARCHAR, DSL.inline((int) BETWEEN)));
        for (Field<String> text : texts) {
            parts.add(DSL.coalesce(DSL.inline(String.valueOf(PRESENT)).concat(text), DSL.inline("")));
        }
        return DSL.function(
                "encode",
                SQLDataType.BLOB,
                DSL.function("concat_ws", SQLDataType.VARCHAR, parts.toArray(Field[]::new)));
    }

    /** Returns the texts of a row, in their order. */
    @Nullable
    String[] unpack(byte[] packed) {
        @Nullable String[] unpacked = new @Nullable String[texts.size()];
        int begin = 0;
        for (int i = 0; i < unpacked.length; i++) {
            int end = begin;
            while (end < packed.length && packed[end] != BETWEEN) {
                end++;
            }
            if (end > begin) {
                unpacked[i] = new String(packed, begin + 1, end - begin - 1, StandardCharsets.UTF_8);
            }
            begin = end + 1;
        }
        return unpacked;
    }
}
