// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench scale}: times, size and memory as the data grows. */
@Command(name = "scale", description = "Times, size and memory as the data grows.", mixinStandardHelpOptions = true)
final class ScaleCommand implements Callable<Integer> {
    private static final int RUNS = 15;
    private static final long MANY = 10_000_000;
    /** Number of messages in a week of that many in total. */
    private static final long AS_MANY = MANY * BenchmarkQuery.LENGTH.toDays() / SessionGenerator.LENGTH.toDays();

    @Mixin
    private BenchmarkStore data = new BenchmarkStore();

    @Option(
            names = "--sizes",
            split = ",",
            converter = BenchmarkStore.Count.class,
            defaultValue = "1M,10M",
            description = "How many messages. Default: 1M,10M")
    private List<Long> sizes = List.of();

    @Override
    public Integer call() throws Exception {
        MarkdownTable table = new MarkdownTable(
                "messages",
                "start-up, s",
                "memory at rest, MB",
                "memory after, MB",
                "store, MB a million",
                "messages of a week, ms",
                "sessions of a week, ms",
                "messages of a stretch with %,d, ms".formatted(AS_MANY),
                "sessions of that stretch, ms",
                "messages of a session, ms");
        for (long size : sizes) {
            BenchmarkStore each = data.of(size).made();
            try (ServerProcess product = each.serve().atRest()) {
                long atRest = product.residentMegabytes();
                // The messages of every store span one year. In a larger store a week contains more of them, and the
                // same number spans a shorter period.
                Duration stretch = BenchmarkQuery.LENGTH.multipliedBy(MANY).dividedBy(size);
                double messages = time(product, "messages of a week", BenchmarkQuery.LENGTH);
                double sessions = time(product, "sessions begun in a week", BenchmarkQuery.LENGTH);
                double asMany = time(product, "messages of a week", stretch);
                double theirSessions = time(product, "sessions begun in a week", stretch);
                double dialog = time(product, "messages of a session", BenchmarkQuery.LENGTH);
                table.row(
                        "%,d".formatted(size),
                        product.startUp().toMillis() / 1000.0,
                        Long.toString(atRest),
                        Long.toString(product.residentMegabytes()),
                        each.bytes() / 1e6 / (size / 1e6),
                        messages,
                        sessions,
                        asMany,
                        theirSessions,
                        dialog);
            }
        }
        table.print("As the data grows");
        return 0;
    }

    private static double time(ServerProcess product, String question, Duration stretch) throws Exception {
        BenchmarkQuery asked = BenchmarkQuery.all().stream()
                .filter(each -> each.name().equals(question))
                .findFirst()
                .orElseThrow()
                .about(stretch);
        return Timings.of(3, RUNS, () -> asked.ask(product)).median();
    }
}
