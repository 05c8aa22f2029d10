// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedTextsTest {
    static Stream<List<@Nullable String>> rows() {
        return Stream.of(
                Arrays.asList("one", "two", "three"),
                Arrays.asList("", null, ""),
                Arrays.asList(null, null, null),
                Arrays.asList(null, "=", null),
                Arrays.asList("=a", "two\nlines,\tand \"more\"", "\u0001"),
                Arrays.asList("заказ", "ﬁ ß 𝄞 🙂", "e\u0301"),
                Collections.singletonList("alone"),
                Collections.singletonList(""),
                Collections.singletonList(null));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void textsComeBackAsTheyWere(List<@Nullable String> texts) {
        List<Field<String>> fields = texts.stream()
                .<Field<String>>map(text -> DSL.inline(text, SQLDataType.VARCHAR))
                .toList();
        PackedTexts packed = new PackedTexts(fields);
        try (Store store = TestEngine.DUCKDB.open()) {
            byte[] together = Objects.requireNonNull(
                    StoreProbe.sql(store).select(packed.column()).fetchSingle().value1());
            assertThat(packed.unpack(together)).containsExactlyElementsOf(texts);
        }
    }
}
