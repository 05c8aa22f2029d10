// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.core.filter.FilterCondition;
import io.parley.core.filter.Oracle;
import io.parley.core.log.LogRecord;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.RandomLog;
import io.parley.core.log.TimestampedValue;
import io.parley.core.metric.Quantity;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.TestEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A comparison of the results of branches with the plain evaluator, on random data. */
class ExperimentResultsTest {
    private static final long SEED = Long.getLong("parley.oracle.seed", 20211);

    @EachEngine
    void resultsAreThoseOfTheSessionsThatJoined(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            Random random = new Random(SEED);
            Oracle oracle = fixture.oracle();
            List<LogRecord> records = new RandomLog(random).records(400);
            records.forEach(record -> oracle.add(fixture.projectId(), record));
            fixture.append(records);
            ExperimentRepository experiments = fixture.store().experiments();
            Experiment experiment = experiments.create(
                    fixture.projectId(),
                    "greeting",
                    null,
                    List.of(new Branch("A", null, 1), new Branch("B", null, 2), new Branch("never", null, 1e-9)),
                    ExperimentStatus.RUNNING);
            Map<List<String>, List<Oracle.Session>> participants = new HashMap<>();
            oracle.sessions(List.of(fixture.projectId()))
                    .forEach(session -> participants
                            .computeIfAbsent(
                                    List.of(session.row().botId(), session.row().sessionId()), id -> new ArrayList<>())
                            .add(session));
            participants.put(List.of("bot", "never reported"), List.of());
            Map<String, List<List<Oracle.Session>>> byBranch = new HashMap<>();
            participants.forEach((id, sessions) -> {
                String branch = experiments
                        .join(fixture.projectId(), "greeting", id.getFirst(), id.getLast())
                        .orElseThrow();
                List<Oracle.Session> counted = sessions.stream()
                        .filter(session -> !session.row().test())
                        .toList();
                if (!counted.isEmpty() || sessions.isEmpty()) {
                    byBranch.computeIfAbsent(branch, key -> new ArrayList<>()).add(counted);
                }
            });
            long vip = Objects.requireNonNull(fixture.sessionLabels().get("vip"));
            for (ExperimentGoal outcome : List.of(
                    ExperimentGoal.result("Done"),
                    ExperimentGoal.topic("cards"),
                    ExperimentGoal.action("Кредиты"),
                    ExperimentGoal.label(vip),
                    ExperimentGoal.transfer(),
                    new ExperimentGoal.Amount(Quantity.SCORE),
                    new ExperimentGoal.Amount(Quantity.SESSION_LENGTH),
                    new ExperimentGoal.Amount(Quantity.CLIENT_MESSAGES))) {
                List<BranchStatistics> results = experiments.results(experiment, outcome);
                assertThat(results).extracting(result -> result.branch().key()).containsExactly("A", "B", "never");
                for (BranchStatistics result : results) {
                    compare(result, byBranch.getOrDefault(result.branch().key(), List.of()), outcome);
                }
            }
        }
    }

    private static void compare(
            BranchStatistics actual, List<List<Oracle.Session>> participants, ExperimentGoal outcome) {
        String name = "seed " + SEED + ", " + outcome + ", " + actual.branch().key();
        assertThat(actual.sessions()).as(name).isEqualTo(participants.size());
        switch (outcome) {
            case ExperimentGoal.Happened what ->
                assertThat(actual.happened())
                        .as(name)
                        .isEqualTo(participants.stream()
                                .filter(sessions -> sessions.stream()
                                        .anyMatch(session -> Oracle.holds(what.condition(), session.facts())))
                                .count());
            case ExperimentGoal.Amount number -> {
                double[] amounts = participants.stream()
                        .map(sessions -> sessions.stream()
                                .flatMap(session -> Stream.ofNullable(amount(session, number.quantity())))
                                .mapToDouble(Double::doubleValue)
                                .average())
                        .filter(average -> average.isPresent())
                        .mapToDouble(average -> average.getAsDouble())
                        .toArray();
                double mean = Stream.of(amounts)
                        .flatMapToDouble(Arrays::stream)
                        .average()
                        .orElse(0);
                double squares = Arrays.stream(amounts)
                        .map(each -> (each - mean) * (each - mean))
                        .sum();
                double variance = amounts.length < 2 ? 0 : squares / (amounts.length - 1);
                assertThat(actual.amounts().count()).as(name).isEqualTo(amounts.length);
                assertThat(actual.amounts().mean()).as(name).isCloseTo(mean, within(1e-6 * Math.max(1, mean)));
                assertThat(actual.amounts().variance())
                        .as(name)
                        .isCloseTo(variance, within(1e-6 * Math.max(1, variance)));
            }
        }
    }

    private static @Nullable Double amount(Oracle.Session session, Quantity quantity) {
        return switch (quantity) {
            case SESSION_LENGTH ->
                Oracle.holds(FilterCondition.HAS_LENGTH, session.facts())
                        ? (Double) (session.row().duration().toNanos() / 1e6)
                        : null;
            case BILLED_MINUTES -> PhoneCall.billedMinutes(session.row().duration());
            case CLIENT_MESSAGES -> (double) session.row().questionCount();
            case SCORE -> TimestampedValue.valueOf(session.row().nps());
            case RESPONSE_TIME, INPUT_TOKENS, OUTPUT_TOKENS, COST -> throw new AssertionError("of messages");
        };
    }
}
