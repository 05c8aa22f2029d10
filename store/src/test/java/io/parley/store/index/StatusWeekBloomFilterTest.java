// SPDX-License-Identifier: Apache-2.0
package io.parley.store.index;

import static io.parley.store.table.StatusTable.MESSAGE_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.log.MessageStatus;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.engine.Engine;
import io.parley.store.ingest.BulkInsert;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowReader;
import io.parley.store.table.StatusEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StatusWeekBloomFilterTest {
    private static final long SEED = 11;
    private static final int STATUSES = 2_000;
    private static final int QUESTIONS = 500;
    private static final Duration YEARS = Duration.ofDays(3 * 365);

    /** Includes times before 1970, from where weeks are counted. */
    private static final Instant FIRST = Instant.parse("1969-01-01T00:00:00Z");

    /** In the background, as in production. */
    private static final Executor READER = task -> Thread.ofPlatform().start(task);

    @Test
    @Timeout(60)
    void noStatusIsMissedThatIsThereOrAddedMeanwhileAndFewOthersAreRead() {
        try (Store store = TestEngine.DUCKDB.open()) {
            Engine engine = StoreProbe.engine(store);
            List<StatusEvent> stored = statuses(SEED);
            write(engine, stored);

            try (StatusWeekBloomFilter weeks = new StatusWeekBloomFilter()) {
                weeks.loadInBackground(engine, READER);
                List<StatusEvent> added = statuses(SEED + 1);
                added.forEach(weeks::add);
                write(engine, added);
                long stranger = new StatusEvent(1, "", "stranger", MessageStatus.READ, FIRST).questionKey();
                while (weeks.of(List.of(stranger)).isPresent()) {
                    Thread.onSpinWait();
                }

                for (List<Long> page : pages()) {
                    Condition reported = weeks.of(page).orElseThrow();
                    List<StatusEvent> wanted = Stream.concat(stored.stream(), added.stream())
                            .filter(event -> page.contains(event.questionKey()))
                            .toList();
                    assertThat(new RowReader(engine, engine.sql())
                                    .withKeys(
                                            MESSAGE_STATUS,
                                            MESSAGE_STATUS.questionKey,
                                            page.stream()
                                                    .map(question -> new RowKey(1, question))
                                                    .toList(),
                                            reported))
                            .as("statuses of %s, seed %d", page, SEED)
                            .containsExactlyInAnyOrderElementsOf(wanted);
                    assertThat(engine.sql().fetchCount(MESSAGE_STATUS.table(), reported))
                            .as("read, of twice %d, for %d questions, seed %d", STATUSES, page.size(), SEED)
                            .isLessThan(STATUSES);
                }
            }
        }
    }

    /** Pages of one question, and of two. */
    private static List<List<Long>> pages() {
        return IntStream.range(0, QUESTIONS - 1)
                .filter(number -> number % 25 == 0)
                .mapToObj(number -> Stream.of(number, number + 1)
                        .limit(1 + number / 25 % 2)
                        .map(each -> event(each, MessageStatus.READ, FIRST).questionKey())
                        .toList())
                .toList();
    }

    private static List<StatusEvent> statuses(long seed) {
        Random random = new Random(seed);
        return random.longs(STATUSES, 0, YEARS.toSeconds())
                .mapToObj(second -> event(
                        random.nextInt(QUESTIONS),
                        random.nextBoolean() ? MessageStatus.DELIVERED : MessageStatus.READ,
                        FIRST.plusSeconds(second)))
                .toList();
    }

    private static StatusEvent event(int question, MessageStatus status, Instant at) {
        return new StatusEvent(1, "", "question-" + question, status, at);
    }

    private static void write(Engine engine, List<StatusEvent> statuses) {
        engine.sql().transaction(t -> BulkInsert.append(engine, t.dsl(), MESSAGE_STATUS, statuses));
    }
}
