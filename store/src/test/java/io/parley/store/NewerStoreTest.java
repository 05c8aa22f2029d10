// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.store.engine.Engine;
import io.parley.store.engine.StoreException;
import java.nio.file.Path;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewerStoreTest {
    private static final String HISTORY = "flyway_schema_history";

    @Test
    void anEmbeddedStoreOfALaterVersionIsLeftAlone(@TempDir Path folder) {
        refuses(new StoreLocation.Folder(folder));
    }

    @EachEngine({TestEngine.POSTGRES, TestEngine.NEWEST_POSTGRES})
    void aSharedStoreOfALaterVersionIsLeftAlone(TestEngine engine) {
        refuses(new StoreLocation.Database(engine.newDatabase()));
    }

    private static void refuses(StoreLocation place) {
        Store.migrated(place.open()).close();
        try (Engine engine = place.open()) {
            engine.inTransaction(sql -> sql.execute(
                    "insert into {0} select 9999, '9999', 'from a later version', type, 'V9999__later.sql', 7, installed_by,"
                            + " installed_on, execution_time, true from {0} where installed_rank = 1",
                    DSL.table(DSL.name(HISTORY))));
        }
        assertThatThrownBy(() -> Store.migrated(place.open()))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "a newer Parley has written to this store (its tables are of version 9999, which this one does not know);"
                                + " start that version, or a later one");
    }
}
