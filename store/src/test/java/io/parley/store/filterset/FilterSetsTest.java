// SPDX-License-Identifier: Apache-2.0
package io.parley.store.filterset;

import static io.parley.store.rows.SmallTables.FILTER_SET;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.store.EachEngine;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Configuration;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;

class FilterSetsTest {
    private static final long ACCOUNT = 1;

    @EachEngine
    void offeredSetsAreFoundAtOnceAndWrittenTogetherLater(TestEngine engine) {
        try (Store store = engine.open()) {
            FilterSets sets = store.filterSets();
            int statements = statements(store, () -> {
                for (int i = 0; i < FilterSets.MOST_OFFERED; i++) {
                    assertThat(sets.offer(ACCOUNT, "set-" + i, "{}")).isTrue();
                }
                assertThat(sets.find(ACCOUNT, "set-1")).contains("{}");
                // Further sets are dropped until they are requested again.
                assertThat(sets.offer(ACCOUNT, "one too many", "{}")).isFalse();
            });
            assertThat(statements).isZero();
            FilterSets elsewhere = new FilterSets(StoreProbe.engine(store), Clock.systemUTC());
            assertThat(elsewhere.find(ACCOUNT, "set-1")).isEmpty();

            sets.writeOffered();
            assertThat(elsewhere.find(ACCOUNT, "set-1")).contains("{}");
            assertThat(sets.isNoted(ACCOUNT, "set-1")).isTrue();
            assertThat(sets.offer(ACCOUNT, "one too many", "{}")).isTrue();
            // A saved set is stored even so.
            sets.keep(ACCOUNT, "one too many", "{}");
            sets.writeOffered();
            assertThat(StoreProbe.sql(store).fetchCount(FILTER_SET.table(), FILTER_SET.kept.isTrue()))
                    .isOne();
        }
    }

    @EachEngine
    void anAccountHasNoMoreUnkeptSetsThanItMay(TestEngine engine) {
        try (Store store = engine.open()) {
            FilterSets sets = store.filterSets();
            sets.keep(ACCOUNT, "kept", "{}");
            for (int i = 0; i <= FilterSets.MOST_UNKEPT; i++) {
                sets.offer(ACCOUNT, "set-" + i, "{}");
                if (i % FilterSets.MOST_OFFERED == 0) {
                    sets.writeOffered();
                }
            }
            sets.writeOffered();
            assertThat(StoreProbe.sql(store).fetchCount(FILTER_SET.table()))
                    .isLessThanOrEqualTo(FilterSets.MOST_UNKEPT);
            assertThat(sets.find(ACCOUNT, "kept")).isPresent();
        }
    }

    private static int statements(Store store, Runnable task) {
        AtomicInteger statements = new AtomicInteger();
        Configuration configuration = StoreProbe.sql(store).configuration();
        configuration.set(new DefaultExecuteListenerProvider(new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                statements.incrementAndGet();
            }
        }));
        task.run();
        configuration.set(new DefaultExecuteListenerProvider(new ExecuteListener() {}));
        return statements.get();
    }
}
