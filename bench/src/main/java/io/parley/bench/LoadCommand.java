// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import io.parley.core.log.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench load}: concurrent queries of many analysts and ingestion by bots, on a copy of the store. */
@Command(name = "load", description = "Analysts who ask while bots report.", mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
    /** Number of sender threads, and thus of concurrent requests before one is sent late. */
    private static final int SENDERS = 32;

    private static final int SAMPLES = 10;

    @Mixin
    private BenchmarkStore data = new BenchmarkStore();

    @Option(names = "--analysts", defaultValue = "200", description = "How many ask. Default: 200")
    private int analysts;

    @Option(
            names = "--think",
            defaultValue = "30",
            description = "Seconds for which an analyst looks at an answer, on average. Default: 30")
    private int think;

    @Option(
            names = "--logs",
            defaultValue = "2000",
            description = "Messages that bots report in a second. Default: 2000")
    private int logs;

    @Option(names = "--logs-a-request", defaultValue = "10", description = "Messages in a request. Default: 10")
    private int logsARequest;

    @Option(names = "--minutes", defaultValue = "10", description = "How long. Default: 10")
    private int minutes;

    private final List<Asked> questions = BenchmarkQuery.all().stream()
            .map(question -> new Asked(question, new ConcurrentLinkedQueue<>()))
            .toList();
    /** Nine of ten queries are of this kind. */
    private final List<Asked> bounded =
            questions.stream().filter(asked -> asked.question().isBounded()).toList();

    private final List<Asked> unbounded =
            questions.stream().filter(asked -> !asked.question().isBounded()).toList();
    private final Queue<Double> commits = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /** A question, and the response times of its answers in ms. */
    private record Asked(BenchmarkQuery question, Queue<Double> times) {}

    @Override
    public Integer call() throws Exception {
        data.made();
        Path folder = data.emptyStore();
        try {
            copy(data.store(), folder);
            try (ServerProcess product = data.serve(folder, 512)) {
                return load(product);
            }
        } finally {
            BenchmarkStore.delete(folder);
        }
    }

    private int load(ServerProcess product) throws Exception {
        // Warm-up: in production the server has been running before the day begins.
        for (Asked asked : questions) {
            Timings.of(0, 10, () -> asked.question().ask(product));
        }
        long before = messages(product);
        long start = System.nanoTime();
        long end = start + Duration.ofMinutes(minutes).toNanos();
        AtomicLong sent = new AtomicLong();
        Requests requests = new Requests();
        List<Long> memory = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int i = 0; i < analysts; i++) {
                SplittableRandom random = new SplittableRandom(i);
                threads.submit(() -> analyst(product, random, end));
            }
            for (int i = 0; i < SENDERS; i++) {
                senders.submit(() -> bots(product, requests, sent, start, end));
            }
            for (int sample = 1; sample <= SAMPLES; sample++) {
                sleepUntil(start + (end - start) / SAMPLES * sample);
                memory.add(product.residentMegabytes());
            }
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        long kept = messages(product) - before;
        long reported = sent.get() * logsARequest;

        MarkdownTable table = new MarkdownTable("what", "times", "median, ms", "p95", "p99", "longest");
        List<Double> all = new ArrayList<>();
        for (Asked asked : questions) {
            row(table, asked.question().name(), asked.times());
            all.addAll(asked.times());
        }
        row(table, "all that analysts asked", all);
        row(table, "a request of %d messages, until it is committed".formatted(logsARequest), commits);
        table.print("%d analysts and %,d messages a second for %d minutes, on %,d messages"
                .formatted(analysts, logs, minutes, data.messages()));
        MarkdownTable sums = new MarkdownTable(
                "failures",
                "messages acknowledged",
                "messages kept",
                "messages a second",
                "memory in use, MB, every %d s"
                        .formatted(Duration.ofMinutes(minutes).toSeconds() / SAMPLES));
        sums.row(
                failures.size(),
                "%,d".formatted(reported),
                "%,d".formatted(kept),
                "%,d".formatted(kept / Math.max(1, seconds)),
                String.join(", ", memory.stream().map(String::valueOf).toList()));
        sums.print("In sum");
        failures.stream().distinct().limit(10).forEach(System.err::println);
        return failures.isEmpty() && kept == reported ? 0 : 1;
    }

    private static void row(MarkdownTable table, String name, Collection<Double> each) {
        if (!each.isEmpty()) {
            Timings times = new Timings(
                    each.stream().mapToDouble(Double::doubleValue).sorted().toArray());
            table.row(
                    name,
                    Integer.toString(each.size()),
                    times.median(),
                    times.quantile(0.95),
                    times.quantile(0.99),
                    times.quantile(1));
        }
    }

    /** Sends one query after another, with think time in between. */
    private void analyst(ServerProcess product, SplittableRandom random, long end) {
        while (true) {
            long next = System.nanoTime()
                    + Duration.ofMillis(random.nextInt(2_000 * think)).toNanos();
            if (next > end) {
                return;
            }
            sleepUntil(next);
            List<Asked> kind = random.nextInt(10) == 0 ? unbounded : bounded;
            Asked asked = kind.get(random.nextInt(kind.size()));
            BenchmarkQuery question = asked.question();
            long begun = System.nanoTime();
            try {
                product.send(question.method(), question.path(), question.body().isEmpty() ? null : question.body());
                asked.times().add((System.nanoTime() - begun) / 1e6);
            } catch (RuntimeException e) {
                failures.add(question.name() + ": " + e.getMessage());
            }
        }
    }

    /** Sends requests at their due times; latency counts from the due time, also for late requests. */
    private void bots(ServerProcess product, Requests requests, AtomicLong sent, long start, long end) {
        while (true) {
            Requests.Due due = requests.next(start);
            if (due.nanos() > end) {
                return;
            }
            sleepUntil(due.nanos());
            try {
                product.ingest(due.lines());
                sent.incrementAndGet();
                commits.add((System.nanoTime() - due.nanos()) / 1e6);
            } catch (RuntimeException e) {
                failures.add("ingest: " + e.getMessage());
            }
        }
    }

    /** The bots' requests with their due times. */
    private final class Requests {
        private final SessionGenerator traffic = new SessionGenerator(
                2, (long) logs * 60 * minutes * 2, "load-", Instant.now(), Duration.ofMinutes(minutes));
        private final Deque<LogRecord.Message> ready = new ArrayDeque<>();
        private long number;

        record Due(long nanos, byte[] lines) {}

        synchronized Due next(long start) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int i = 0; i < logsARequest; i++) {
                if (ready.isEmpty()) {
                    ready.addAll(traffic.session());
                }
                lines.writeBytes(WireMessages.line(ready.remove()));
            }
            return new Due(start + 1_000_000_000L * logsARequest / logs * number++, lines.toByteArray());
        }
    }

    private static long messages(ServerProcess product) {
        return product.call("POST", "/api/v1/reporter/messages/filter", "{\"filters\":[]}")
                .path("paging")
                .path("totalCount")
                .asLong();
    }

    private static void sleepUntil(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, nanos - System.nanoTime())));
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .forEach(file -> {
                        try {
                            Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
