// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.store.EachEngine;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that are read row by row. */
@Timeout(120)
class RowCursorTest {
    /** More than an engine has connections. */
    private static final int OFTEN = 40;

    @EachEngine
    void valuesAreAsTheEngineHasThem(TestEngine engine) throws SQLException {
        List<String> texts = List.of(
                "",
                "\\N",
                "\\",
                "\\\\N",
                "a\tb",
                "a\nb",
                "a\r\nb",
                "\b\f\u000b",
                "it's ? {0} :a",
                "ё🙂",
                "x".repeat(100_000));
        try (Store store = engine.open();
                Connection connection = StoreProbe.engine(store).openStreaming()) {
            List<org.jooq.Field<?>> columns = new ArrayList<>();
            texts.forEach(text -> columns.add(DSL.inline(text)));
            columns.add(DSL.castNull(String.class));
            columns.add(DSL.inline(Long.MIN_VALUE));
            columns.add(DSL.castNull(Long.class));
            columns.add(DSL.inline(0.1));
            columns.add(DSL.castNull(Double.class));
            columns.add(DSL.inline(true));
            columns.add(DSL.inline(false));
            columns.add(DSL.inline(LocalDateTime.parse("2026-03-01T10:00:00.000001")));
            columns.add(DSL.castNull(LocalDateTime.class));
            try (RowCursor row = StoreProbe.engine(store).rows(connection, DSL.select(columns))) {
                assertThat(row.next()).isTrue();
                int place = 1;
                for (String text : texts) {
                    assertThat(row.text(place++)).isEqualTo(text);
                }
                assertThat(row.text(place++)).isNull();
                assertThat(row.number(place++)).isEqualTo(Long.MIN_VALUE);
                assertThat(row.number(place++)).isNull();
                assertThat(row.decimal(place++)).isEqualTo(0.1);
                assertThat(row.decimal(place++)).isNull();
                assertThat(row.flag(place++)).isTrue();
                assertThat(row.flag(place++)).isFalse();
                assertThat(row.moment(place++)).isEqualTo("2026-03-01T10:00:00.000001");
                assertThat(row.moment(place)).isNull();
                assertThat(row.next()).isFalse();
            }
        }
    }

    @EachEngine
    void anAnswerThatIsLeftAmidGivesItsConnectionBack(TestEngine engine) throws SQLException {
        try (Store store = engine.open()) {
            DSLContext sql = StoreProbe.sql(store);
            for (int i = 0; i < OFTEN; i++) {
                try (Connection connection = StoreProbe.engine(store).openStreaming()) {
                    try (RowCursor row = StoreProbe.engine(store)
                            .rows(connection, sql.resultQuery("select x from generate_series(1, 1000000) as a(x)"))) {
                        assertThat(row.next()).isTrue();
                        assertThat(row.number(1)).isOne();
                    }
                }
                try (Connection connection = StoreProbe.engine(store).openStreaming()) {
                    try (RowCursor row = StoreProbe.engine(store).rows(connection, sql.resultQuery("select 7"))) {
                        assertThat(row.next()).isTrue();
                        assertThat(row.number(1)).isEqualTo(7);
                    }
                }
            }
        }
    }

    @EachEngine
    void aQuestionThatIsRefusedGivesItsConnectionBack(TestEngine engine) throws SQLException {
        try (Store store = engine.open()) {
            DSLContext sql = StoreProbe.sql(store);
            for (int i = 0; i < OFTEN; i++) {
                try (Connection connection = StoreProbe.engine(store).openStreaming()) {
                    assertThatThrownBy(
                                    () -> StoreProbe.engine(store).rows(connection, sql.resultQuery("select nothing")))
                            .isInstanceOf(RuntimeException.class);
                }
            }
            store.check();
        }
    }

    /** A portion of two thousand would come when the last of them is there, and be in memory at once. */
    @ParameterizedTest
    @EnumSource(
            value = TestEngine.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DUCKDB", "CITUS"})
    void aLongRowIsHandedOnBeforeTheNextOnesAreThere(TestEngine engine) throws SQLException {
        try (Store store = engine.open();
                Connection connection = StoreProbe.engine(store).openStreaming();
                RowCursor row = StoreProbe.engine(store)
                        .rows(
                                connection,
                                StoreProbe.sql(store)
                                        .resultQuery("select repeat('x', 1000000) from generate_series(1, 2000) as a(x)"
                                                + " where a.x < 3 or pg_sleep(1000) is null"))) {
            assertThat(row.next()).isTrue();
            assertThat(row.text(1)).hasSize(1_000_000);
        }
    }
}
