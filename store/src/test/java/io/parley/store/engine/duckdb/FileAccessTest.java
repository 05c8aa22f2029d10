// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever text were to reach a statement of the embedded engine, it could read no file, load nothing, and allow neither. */
class FileAccessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_text('/etc/hostname')",
                "select * from read_csv('/etc/hostname')",
                "copy (select 1) to '/tmp/parley-no-file.csv'",
                "attach '/tmp/parley-no-file.duckdb' as other",
                "install httpfs",
                "load httpfs",
                "set enable_external_access = true",
                "set lock_configuration = false"
            })
    void itIsRefused(String statement) {
        try (Store store = TestEngine.DUCKDB.open()) {
            assertThatThrownBy(() -> StoreProbe.sql(store).execute(statement))
                    .hasMessageMatching("(?s).*(disabled|locked|Permission|Cannot change configuration).*");
        }
    }
}
