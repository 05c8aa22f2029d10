// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Oracle;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.core.page.PageRequest;
import io.parley.store.Differences;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.engine.Engine;
import io.parley.store.query.SessionView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Tests that order, repetition and concurrency of records have no effect. */
class ReplayTest {
    private static final int RECORDS = 400;
    private static final List<Long> SEEDS = LongRun.ON ? List.of(1L, 2L, 3L) : List.of(1L);

    @EachEngine
    void anyOrderRepetitionAndConcurrencyLeadToTheSameStore(TestEngine engine) throws Exception {
        for (long seed : SEEDS) {
            List<LogRecord> records = new RandomLog(new Random(seed)).records(RECORDS);
            Map<String, List<String>> oneByOne = contentsAfter(engine, portions(records, 1));

            List<LogRecord> reversed = new ArrayList<>(records);
            Collections.reverse(reversed);
            Differences.assertSame("reversed, seed " + seed, contentsAfter(engine, portions(reversed, 7)), oneByOne);

            List<LogRecord> shuffledTwice = new ArrayList<>(records);
            shuffledTwice.addAll(records);
            Collections.shuffle(shuffledTwice, new Random(seed));
            Differences.assertSame(
                    "twice and shuffled, seed " + seed, contentsAfter(engine, portions(shuffledTwice, 50)), oneByOne);

            Differences.assertSame("at once, seed " + seed, contentsAfter(engine, List.of(records)), oneByOne);
            Differences.assertSame(
                    "from 16 threads, seed " + seed,
                    contentsAfterConcurrent(engine, portions(shuffledTwice, 3)),
                    oneByOne);
        }
    }

    @EachEngine
    void theStoreHoldsWhatThePlainEvaluatorSays(TestEngine engine) {
        for (long seed : SEEDS) {
            try (StoreFixture fixture = new StoreFixture(engine)) {
                List<LogRecord> records = new RandomLog(new Random(seed)).records(RECORDS);
                Oracle oracle = fixture.oracle();
                records.forEach(record -> oracle.add(fixture.projectId(), record));
                portions(records, 20).forEach(fixture::append);

                Map<String, Object> expected = oracle.sessions(fixture.projectIds()).stream()
                        .collect(Collectors.toMap(
                                s -> s.row().botId()
                                        + s.row().clientId()
                                        + s.row().sessionId(),
                                s -> List.of(s.row(), s.data(), List.copyOf(s.labels())),
                                (one, other) -> one,
                                TreeMap::new));
                Map<String, Object> held = allSessions(fixture).stream()
                        .collect(Collectors.toMap(
                                s -> s.session().botId()
                                        + s.session().clientId()
                                        + s.session().sessionId(),
                                s -> List.of(
                                        s.session(),
                                        s.data(),
                                        s.labels().stream()
                                                .map(label -> label.id())
                                                .toList()),
                                (one, other) -> one,
                                TreeMap::new));
                Differences.assertSame("seed " + seed, held, expected);
            }
        }
    }

    @EachEngine
    void whatTwoProjectsReportAlikeIsKeptInBoth(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            List<LogRecord> records = new RandomLog(new Random(SEEDS.getFirst())).records(100);
            Engine used = StoreProbe.engine(fixture.store());
            used.sql()
                    .transaction(t -> new LogTransaction(used, t.dsl())
                            .apply(fixture.projectIds().stream()
                                    .map(project -> Submission.of(used.keys(), project, records))
                                    .toList()));
            assertThat(fixture.projectIds().stream()
                            .map(project ->
                                    fixture.store().conversations().countMessages(List.of(project), FilterSet.EMPTY))
                            .distinct())
                    .hasSize(1);
        }
    }

    private static List<SessionView> allSessions(StoreFixture fixture) {
        return fixture.store()
                .conversations()
                .sessions(fixture.projectIds(), FilterSet.EMPTY, new PageRequest(0, 1000))
                .rows();
    }

    private static Map<String, List<String>> contentsAfter(TestEngine engine, List<List<LogRecord>> portions) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            portions.forEach(fixture::append);
            return StoreProbe.contents(fixture.store());
        }
    }

    private static Map<String, List<String>> contentsAfterConcurrent(TestEngine engine, List<List<LogRecord>> portions)
            throws InterruptedException {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            ExecutorService threads = Executors.newFixedThreadPool(16);
            portions.forEach(portion -> threads.execute(() -> fixture.append(portion)));
            threads.shutdown();
            assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
            return StoreProbe.contents(fixture.store());
        }
    }

    static <T> List<List<T>> portions(List<T> all, int size) {
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            portions.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return portions;
    }
}
