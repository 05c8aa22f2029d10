// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentRepositoryTest {
    private static final long PROJECT = 7;
    private static final List<Branch> AB = List.of(new Branch("A", "as it is", 1), new Branch("B", null, 1));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    private Experiment create(Store store, String key) {
        clock.advance(Duration.ofSeconds(1));
        return store.experiments().create(PROJECT, key, "which greeting", AB, ExperimentStatus.CREATED);
    }

    @EachEngine
    void anExperimentRunsFromItsFirstJoinToItsStop(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            ExperimentRepository experiments = store.experiments();
            Experiment greeting = create(store, "greeting");
            assertThat(experiments.list(PROJECT)).containsExactly(greeting);
            assertThat(greeting.status()).isEqualTo(ExperimentStatus.CREATED);

            String branch = experiments.join(PROJECT, "greeting", "bot", "s").orElseThrow();
            assertThat(branch).isIn("A", "B");
            assertThat(experiments.get(PROJECT, "greeting").orElseThrow().status())
                    .isEqualTo(ExperimentStatus.RUNNING);
            assertThat(experiments.join(PROJECT, "greeting", "bot", "s")).contains(branch);

            assertThat(experiments.stop(PROJECT, "greeting")).isTrue();
            assertThat(experiments.stop(PROJECT, "greeting")).isTrue();
            assertThat(experiments.get(PROJECT, "greeting").orElseThrow().status())
                    .isEqualTo(ExperimentStatus.STOPPED);
            assertThat(experiments.join(PROJECT, "greeting", "bot", "s")).contains("finished");
            assertThat(experiments.join(PROJECT, "greeting", "bot", "new")).contains("finished");
            assertThat(experiments.countSessions(PROJECT)).containsExactly(entry("greeting", 1L));
        }
    }

    @EachEngine
    void aKeyIsTakenOncePerProject(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Experiment first = create(store, "greeting");
            assertThat(store.experiments().create(PROJECT, "greeting", "other", AB, ExperimentStatus.RUNNING))
                    .isEqualTo(first);
            assertThat(store.experiments()
                            .create(PROJECT + 1, "greeting", "other", AB, ExperimentStatus.RUNNING)
                            .id())
                    .isNotEqualTo(first.id());
            create(store, "another");
            assertThat(store.experiments().list(PROJECT))
                    .extracting(Experiment::key)
                    .containsExactly("greeting", "another");
            assertThat(store.experiments().countSessions(PROJECT))
                    .containsExactly(entry("greeting", 0L), entry("another", 0L));
        }
    }

    @EachEngine
    void aDeletedExperimentIsForgottenWithAllWhoJoined(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            ExperimentRepository experiments = store.experiments();
            create(store, "greeting");
            experiments.join(PROJECT, "greeting", "bot", "s");
            assertThat(experiments.delete(PROJECT + 1, "greeting")).isFalse();
            assertThat(experiments.delete(PROJECT, "greeting")).isTrue();
            assertThat(experiments.delete(PROJECT, "greeting")).isFalse();
            assertThat(experiments.stop(PROJECT, "greeting")).isFalse();
            assertThat(experiments.join(PROJECT, "greeting", "bot", "s")).isEmpty();
            create(store, "greeting");
            assertThat(experiments.countSessions(PROJECT)).containsExactly(entry("greeting", 0L));
        }
    }

    @EachEngine
    void whoeverAsksAtOnceOnAnyNodeGetsTheSameBranch(TestEngine engine) throws Exception {
        List<Store> nodes = engine.nodes(clock);
        try (ExecutorService bots = Executors.newFixedThreadPool(8)) {
            create(nodes.getFirst(), "greeting");
            List<Callable<Map.Entry<String, String>>> calls = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String session = "s" + i % 20;
                ExperimentRepository experiments = nodes.get(i % nodes.size()).experiments();
                calls.add(() -> Map.entry(
                        session,
                        experiments.join(PROJECT, "greeting", "bot", session).orElseThrow()));
            }
            Map<String, String> branches = new HashMap<>();
            for (Future<Map.Entry<String, String>> answer : bots.invokeAll(calls)) {
                String known =
                        branches.putIfAbsent(answer.get().getKey(), answer.get().getValue());
                assertThat(answer.get().getValue())
                        .isEqualTo(known == null ? answer.get().getValue() : known);
            }
            assertThat(nodes.getLast().experiments().countSessions(PROJECT)).containsExactly(entry("greeting", 20L));
        } finally {
            nodes.forEach(Store::close);
        }
    }

    @EachEngine
    void theSessionsOfTwoBotsAreTwo(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            create(store, "greeting");
            store.experiments().join(PROJECT, "greeting", "bot-1", "s");
            store.experiments().join(PROJECT, "greeting", "bot-2", "s");
            assertThat(store.experiments().countSessions(PROJECT)).containsExactly(entry("greeting", 2L));
        }
    }

    @Test
    void branchesAreChosenInProportionToTheirWeights() {
        List<Branch> branches =
                List.of(new Branch("A", null, 1), new Branch("B", null, 0.5), new Branch("C", null, 2.5));
        Experiment experiment = new Experiment(1, PROJECT, "greeting", null, branches, ExperimentStatus.RUNNING);
        int sessions = 40_000;
        Map<String, Long> chosen = new HashMap<>();
        IntStream.range(0, sessions)
                .forEach(i ->
                        chosen.merge(experiment.choose("bot", "session-" + i).key(), 1L, Long::sum));
        // Four standard deviations.
        assertThat((double) chosen.getOrDefault("A", 0L) / sessions).isCloseTo(0.25, within(0.009));
        assertThat((double) chosen.getOrDefault("B", 0L) / sessions).isCloseTo(0.125, within(0.007));
        assertThat((double) chosen.getOrDefault("C", 0L) / sessions).isCloseTo(0.625, within(0.01));
    }

    @Test
    void oneExperimentTellsNothingOfAnother() {
        Experiment one = new Experiment(1, PROJECT, "one", null, AB, ExperimentStatus.RUNNING);
        Experiment other = new Experiment(2, PROJECT, "other", null, AB, ExperimentStatus.RUNNING);
        long same = IntStream.range(0, 10_000)
                .filter(i -> one.choose("bot", "s" + i).equals(other.choose("bot", "s" + i)))
                .count();
        assertThat(same).isBetween(4_800L, 5_200L);
    }
}
