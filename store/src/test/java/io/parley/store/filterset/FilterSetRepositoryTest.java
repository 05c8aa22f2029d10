// SPDX-License-Identifier: Apache-2.0
package io.parley.store.filterset;

import static io.parley.store.table.SmallTables.FILTER_SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class FilterSetRepositoryTest {
    private static final long ACCOUNT = 1;

    @EachEngine
    void offeredSetsAreFoundAtOnceAndWrittenTogetherLater(TestEngine engine) {
        try (Store store = engine.open()) {
            FilterSetRepository sets = store.filterSets();
            int statements = statements(store, () -> {
                for (int i = 0; i < FilterSetRepository.MOST_OFFERED; i++) {
                    assertThat(sets.offer(ACCOUNT, "set-" + i, "{}")).isTrue();
                }
                assertThat(sets.find(ACCOUNT, "set-1")).contains("{}");
                // Further sets are dropped until they are requested again.
                assertThat(sets.offer(ACCOUNT, "one too many", "{}")).isFalse();
            });
            assertThat(statements).isZero();
            FilterSetRepository elsewhere = new FilterSetRepository(StoreProbe.engine(store), Clock.systemUTC());
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
            FilterSetRepository sets = store.filterSets();
            sets.keep(ACCOUNT, "kept", "{}");
            for (int i = 0; i <= FilterSetRepository.MOST_UNKEPT; i++) {
                sets.offer(ACCOUNT, "set-" + i, "{}");
                if (i % FilterSetRepository.MOST_OFFERED == 0) {
                    sets.writeOffered();
                }
            }
            sets.writeOffered();
            assertThat(StoreProbe.sql(store).fetchCount(FILTER_SET.table()))
                    .isLessThanOrEqualTo(FilterSetRepository.MOST_UNKEPT);
            assertThat(sets.find(ACCOUNT, "kept")).isPresent();
        }
    }

    @EachEngine
    void theSetsOfAnAccountThatNobodyKeepsAreNoLongerThanTheyMayBe(TestEngine engine) {
        try (Store store = engine.open()) {
            FilterSetRepository sets = store.filterSets();
            String large = "x".repeat(1 << 20);
            long most = FilterSetRepository.LONGEST_UNKEPT / large.length();
            for (int i = 0; i < most + 12; i++) {
                sets.offer(ACCOUNT, "set-%03d".formatted(i), large);
                sets.writeOffered();
            }
            assertThat(StoreProbe.sql(store).fetchCount(FILTER_SET.table()))
                    .isLessThanOrEqualTo((int) (most + FilterSetRepository.LONGEST_UNCOUNTED / large.length()));
            assertThat(sets.find(ACCOUNT, "set-%03d".formatted(most + 11))).isPresent();
        }
    }

    @EachEngine
    void anAccountKeepsNoMoreTextThanItMayAndKeepsAgainWhatItKeeps(TestEngine engine) {
        try (Store store = engine.open()) {
            FilterSetRepository sets = store.filterSets();
            String half = "x".repeat((int) FilterSetRepository.LONGEST_KEPT / 2);
            sets.keep(ACCOUNT, "one", half);
            sets.keep(ACCOUNT, "two", half);
            sets.keep(ACCOUNT, "two", half);
            assertThatThrownBy(() -> sets.keep(ACCOUNT, "three", "x"))
                    .hasMessage("an account keeps at most 10000 filter sets, of 16777216 characters in all; ask with"
                            + " these filters instead, then they stay for a while");
            assertThat(sets.find(ACCOUNT, "three")).isEmpty();
            sets.keep(ACCOUNT + 1, "three", "x");
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
