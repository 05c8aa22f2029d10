// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.store.TestEngine;
import io.parley.store.engine.StoreException;
import java.nio.file.Path;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLimitTest {
    private static final long MB = 1L << 20;

    @ParameterizedTest
    @CsvSource({"2g,2048", "512m,512", "' 512M ',512", "524288k,512", "536870912,512"})
    void itIsSetAsJavaSetsItsHeap(String set, long megabytes) {
        assertThat(MemoryLimit.bytes(set, 8192 * MB)).isEqualTo(megabytes * MB);
    }

    @Test
    void unsetItIsAQuarterOfTheMachineButNoLessThanTheEngineNeeds() {
        assertThat(MemoryLimit.bytes(null, 8192 * MB)).isEqualTo(2048 * MB);
        assertThat(MemoryLimit.bytes("", 8192 * MB)).isEqualTo(2048 * MB);
        assertThat(MemoryLimit.bytes(null, 1024 * MB)).isEqualTo(512 * MB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "2 g", "-1g", "2t", "255m", "0", "99999999999999999999"})
    void whatIsNoSizeOrTooSmallIsRefusedWithAnExample(String set) {
        assertThatThrownBy(() -> MemoryLimit.bytes(set, 8192 * MB))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("«" + set + "»")
                .hasMessageContaining("256m")
                .hasMessageContaining("2g");
    }

    /** Groups by 200 MB of keys: they spill to a folder beside the file, although queries can read no files. */
    @Test
    void aQueryThatNeedsMoreTakesLongerButSucceeds() {
        Path folder = TestEngine.folder();
        try (DuckDbEngine engine = DuckDbEngine.open(folder, 64 * MB)) {
            DSLContext sql = engine.sql();
            assertThat(sql.fetchSingle("select current_setting('memory_limit')").get(0, String.class))
                    .isEqualTo("64.0 MiB");
            assertThat(sql.fetchSingle(
                                    "select count(*) from (select md5(i::varchar) as key, count(*) from range(3000000) t(i) group by key)")
                            .get(0, Long.class))
                    .isEqualTo(3_000_000);
        }
    }
}
