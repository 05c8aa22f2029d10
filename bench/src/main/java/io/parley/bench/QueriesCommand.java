// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code bench queries}: compares the API over HTTP with SQL on the same store. The two take turns, because only one
 * process can open it.
 */
@Command(
        name = "queries",
        description = "Lists, statistics and options against SQL by hand.",
        mixinStandardHelpOptions = true)
final class QueriesCommand implements Callable<Integer> {
    private static final int ROUNDS = 3;
    private static final int WARM_UPS = 100;
    private static final int RUNS = 30;

    @Mixin
    private BenchmarkStore data = new BenchmarkStore();

    @Override
    public Integer call() throws Exception {
        data.made();
        List<BenchmarkQuery> questions = BenchmarkQuery.all();
        List<List<Double>> byHand = rounds(questions);
        List<List<Double>> overHttp = rounds(questions);
        List<List<String>> answers = new ArrayList<>();
        boolean same = true;
        for (int round = 0; round < ROUNDS; round++) {
            try (Connection bare = data.bare()) {
                for (int i = 0; i < questions.size(); i++) {
                    BenchmarkQuery question = questions.get(i);
                    if (round == 0) {
                        answers.add(question.ask(bare));
                    }
                    add(byHand.get(i), Timings.of(WARM_UPS, RUNS, () -> question.ask(bare)));
                }
            }
            try (ServerProcess product = data.serve().atRest()) {
                for (int i = 0; i < questions.size(); i++) {
                    BenchmarkQuery question = questions.get(i);
                    List<String> answer = question.ask(product);
                    if (!answer.equals(answers.get(i))) {
                        System.err.println(
                                question.name() + ": Parley says " + answer + ", SQL by hand " + answers.get(i));
                        same = false;
                    }
                    add(overHttp.get(i), Timings.of(WARM_UPS, RUNS, () -> question.ask(product)));
                }
            }
        }
        MarkdownTable table = new MarkdownTable(
                "question", "Parley, ms: median", "p95", "p99", "by hand, ms: median", "ratio", "within 1.25 × + 3 ms");
        for (int i = 0; i < questions.size(); i++) {
            Timings parley = times(overHttp.get(i));
            Timings bare = times(byHand.get(i));
            table.row(
                    questions.get(i).name(),
                    parley.median(),
                    parley.quantile(0.95),
                    parley.quantile(0.99),
                    bare.median(),
                    "%.2f".formatted(parley.median() / bare.median()),
                    parley.median() <= 1.25 * bare.median() + 3 ? "yes" : "no");
        }
        table.print("Questions on %,d messages in %s".formatted(data.messages(), data.engine()));
        return same ? 0 : 1;
    }

    private static List<List<Double>> rounds(List<BenchmarkQuery> questions) {
        return questions.stream()
                .<List<Double>>map(question -> new ArrayList<>())
                .toList();
    }

    private static void add(List<Double> all, Timings times) {
        for (double time : times.sorted()) {
            all.add(time);
        }
    }

    private static Timings times(List<Double> all) {
        return new Timings(
                all.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }
}
