// SPDX-License-Identifier: Apache-2.0
package io.parley.store.index;

import static io.parley.store.table.MessageTable.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeyBloomFilterTest {
    private static final long SEED = 7;
    private static final int STORED = 50_000;
    private static final int ADDED = 200_000;
    private static final int STRANGERS = 200_000;

    /** In the background, as in production. */
    private static final Executor READER = task -> Thread.ofPlatform().start(task);

    @Test
    @Timeout(60)
    void noKeyIsMissedThatIsThereOrAddedMeanwhileAndFewOthersSeemToBeThere() {
        try (Store store = TestEngine.DUCKDB.open()) {
            long[] stored = keys(SEED, STORED);
            StoreProbe.sql(store).execute("""
                    insert into message (project_id, client_key, session_key, message_key, digest, session_derived, question_id, time,
                      is_client_message, is_livechat, is_test)
                    select 1, 1, 1, unnest([%s]), 1, false, 'q', timestamp '2026-01-01', true, false, false
                    """.formatted(String.join(
                    ",", LongStream.of(stored).mapToObj(Long::toString).toList())));

            KeyBloomFilter known = KeyBloomFilter.of(
                    StoreProbe.engine(store),
                    READER,
                    new KeyBloomFilter.Room(24, 4),
                    List.of(KeyBloomFilter.Source.of(MESSAGE.messageKey, MESSAGE.table())));
            long[] added = keys(SEED + 1, ADDED);
            LongStream.of(added).forEach(known::add);
            long[] strangers = keys(SEED + 2, STRANGERS);
            while (known.mightContain(strangers[0])) {
                Thread.onSpinWait();
            }

            assertThat(LongStream.concat(LongStream.of(stored), LongStream.of(added)))
                    .allMatch(known::mightContain);
            assertThat(LongStream.of(strangers).filter(known::mightContain).count())
                    .isLessThan(STRANGERS / 1_000);
        }
    }

    private static long[] keys(long seed, int number) {
        return new Random(seed).longs(number).toArray();
    }
}
