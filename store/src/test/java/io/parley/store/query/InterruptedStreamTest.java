// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.engine.CancellationScope;
import io.parley.store.engine.StoreException;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterruptedStreamTest {
    /** The first rows come at once, the others take hours. */
    private static final String ROWS =
            "SELECT a.x FROM generate_series(1, 10000) AS a(x) WHERE a.x < 3000 OR pg_sleep(10) IS NULL";

    /**
     * The first rows have arrived, and the reader waits for the others. The embedded engine is excluded, because it has
     * all rows when it has the first.
     */
    @ParameterizedTest
    @EnumSource(value = TestEngine.class, mode = EnumSource.Mode.EXCLUDE, names = "DUCKDB")
    @Timeout(60)
    void aLongAnswerIsEndedWhereverItsReaderIs(TestEngine engine) {
        try (Store store = engine.open();
                CancellationScope reading = store.openCancellationScope()) {
            assertThatThrownBy(() -> RowStream.ofColumns(
                            StoreProbe.engine(store),
                            List.of(),
                            columns -> sql -> sql.resultQuery(ROWS),
                            row -> reading.interrupt()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("canceling statement due to user request");
        }
    }
}
