// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Durability: what the server has acknowledged with 200 survives a crash. Bots ingest, users annotate, and reports
 * are written while the server is killed, sometimes again during its start.
 *
 * <p>{@code -Dparley.crash.rounds=200} sets the number of kills; the default is 2, and 50 in the long run.
 */
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("parley.crash.rounds", LongRun.of(2, 50));
    /** Rounds before a new store is used, because all of a store is read after each round. */
    private static final int ROUNDS_OF_A_STORE = 5;

    private static final int BOTS = 8;
    private static final int PEOPLE = 3;
    private static final Duration START = Duration.ofMinutes(1);
    /** More reports than are written at a time, so that some are in the queue when the server dies. */
    private static final int REPORTS = 8;

    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKillAndReportsAreFinished() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CrashTest: seed " + seed);
        Random dice = new Random(seed);
        for (int round = 1; round <= ROUNDS; round += ROUNDS_OF_A_STORE) {
            Path data = folder.resolve("data" + round);
            crashAgainAndAgain(data, round, Math.min(ROUNDS, round + ROUNDS_OF_A_STORE - 1), dice);
            examine(data);
        }
    }

    private void crashAgainAndAgain(Path data, int from, int to, Random dice) throws Exception {
        PackagedParley server = PARLEYS.serve(data);
        Credentials.ProjectAccess project = server.credentials().projects().getFirst();
        BotTraffic traffic = new BotTraffic(project.ingestToken());
        ManualEdits marks = new ManualEdits(server.reporter(), project.shortName(), traffic);
        for (int round = from; round <= to; round++) {
            Map<String, Integer> reports = new HashMap<>();
            PackagedParley doomed = server;
            int more = 50 + dice.nextInt(800);
            crowd(traffic, marks, doomed, dice, () -> {
                int before = traffic.acknowledged().size();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> traffic.acknowledged().size() > before + more);
                reports.putAll(startReports(doomed.reporter(), project.shortName(), traffic));
                // The kill may hit any moment of a commit or a report, not only the one after an answer.
                TimeUnit.MICROSECONDS.sleep(dice.nextInt(20_000));
                doomed.kill();
            });
            if (dice.nextInt(3) == 0) {
                PackagedParley.killWhileItStarts(data, Duration.ofMillis(dice.nextInt(4_000)));
            }

            server = PARLEYS.serve(data);
            int there = check(server.reporter(), traffic);
            int marked = marks.check(
                    server.reporter(),
                    server.reporter().messages(),
                    server.reporter().sessions());
            System.out.printf(
                    "CrashTest: round %d: %,d messages sent, %,d acknowledged, %,d kept; %,d marks%n",
                    round, traffic.sent().size(), traffic.acknowledged().size(), there, marked);
            checkReports(server.reporter(), reports);
        }
        resendTwice(server, traffic);
        server.kill();
    }

    private static void examine(Path data) {
        ExternalProcess.Ended doctor =
                ExternalProcess.run(START, PackagedParley.command("doctor", "--data", data.toString()));
        assertThat(doctor.out()).endsWith("the store is sound\n");
        assertThat(doctor.exitCode()).isZero();
    }

    private interface Interruptible {
        void run() throws Exception;
    }

    /**
     * Runs the action while bots ingest and users annotate; returns when the server has ended and all clients have
     * noticed.
     */
    private static void crowd(
            BotTraffic traffic, ManualEdits marks, PackagedParley server, Random dice, Interruptible meanwhile)
            throws Exception {
        ReporterClient reporter = server.reporter();
        try (ExecutorService threads = Executors.newFixedThreadPool(BOTS + PEOPLE)) {
            List<CompletableFuture<Void>> all = IntStream.range(0, BOTS + PEOPLE)
                    .mapToObj(number -> {
                        Random own = new Random(dice.nextLong());
                        return CompletableFuture.runAsync(
                                () -> {
                                    if (number < BOTS) {
                                        traffic.reportUntilTheServerIsGone(server.url(), own);
                                    } else {
                                        marks.writeUntilTheServerIsGone(reporter, own);
                                    }
                                },
                                threads);
                    })
                    .toList();
            try {
                meanwhile.run();
            } finally {
                server.kill();
            }
            // A client that got a status other than 200 fails the test here.
            all.forEach(CompletableFuture::join);
        }
    }

    /**
     * Starts reports, and returns once the first is being written. @return the least number of rows of each, by task
     */
    private static Map<String, Integer> startReports(ReporterClient reporter, String project, BotTraffic traffic) {
        int known = traffic.acknowledged().size();
        Map<String, Integer> reports = IntStream.range(0, REPORTS)
                .mapToObj(i -> reporter.startReport(project, i % 2 == 0 ? "XLSX" : "CSV"))
                .collect(toMap(Function.identity(), id -> known));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> reports.keySet().stream()
                        .map(id -> reporter.reportTask(id).get("status").stringValue())
                        .anyMatch(status -> !status.equals("CREATED")));
        return reports;
    }

    /**
     * Checks that all acknowledged data exists once, that nothing else exists, and that the sessions agree with their
     * messages. @return the number of messages
     */
    private static int check(ReporterClient reporter, BotTraffic traffic) {
        Map<String, BotTraffic.Said> sent =
                traffic.sent().stream().collect(toMap(BotTraffic.Said::questionId, Function.identity()));
        List<JsonNode> messages = reporter.messages();
        Set<String> there = new HashSet<>();
        List<BotTraffic.Said> kept = new ArrayList<>();
        List<BotTraffic.Said> silent = new ArrayList<>();
        for (JsonNode message : messages) {
            String id = message.get("questionId").stringValue();
            assertThat(there.add(id)).as(id + " is there once").isTrue();
            BotTraffic.Said said = new BotTraffic.Said(
                    id,
                    message.get("botId").stringValue(),
                    message.get("sessionId").stringValue(),
                    message.at("/client/id").stringValue(),
                    Instant.parse(message.get("timestamp").stringValue()),
                    message.get("question").stringValue());
            BotTraffic.Said asSent = Objects.requireNonNull(sent.get(id), id);
            assertThat(said).isEqualTo(asSent.isInNamedSession() ? asSent : asSent.in(said.sessionId()));
            if (traffic.readMessages().contains(id)) {
                assertThat(message.path("status").asString()).isEqualTo("READ");
            }
            kept.add(said);
            if (!asSent.isInNamedSession()) {
                silent.add(said);
            }
        }
        assertThat(there).containsAll(traffic.acknowledged());
        checkSessions(reporter.sessions(), kept);
        checkSilences(silent);
        return kept.size();
    }

    /** Checks sessions of bots that send no session id: a session ends after a long silence of the client. */
    private static void checkSilences(List<BotTraffic.Said> messages) {
        messages.stream().collect(groupingBy(BotTraffic.Said::clientId)).forEach((client, all) -> {
            List<BotTraffic.Said> said = all.stream()
                    .sorted(Comparator.comparing(BotTraffic.Said::time))
                    .toList();
            for (int i = 1; i < said.size(); i++) {
                Duration silence =
                        Duration.between(said.get(i - 1).time(), said.get(i).time());
                assertThat(said.get(i).sessionId().equals(said.get(i - 1).sessionId()))
                        .as("%s, after a silence of %s", client, silence)
                        .isEqualTo(silence.compareTo(BotTraffic.SILENCE) <= 0);
            }
        });
    }

    private static void checkSessions(List<JsonNode> sessions, List<BotTraffic.Said> messages) {
        Map<String, List<BotTraffic.Said>> bySession =
                messages.stream().collect(groupingBy(BotTraffic.Said::sessionId));
        assertThat(sessions)
                .extracting(session -> session.get("sessionId").stringValue())
                .containsExactlyInAnyOrderElementsOf(bySession.keySet());
        for (JsonNode session : sessions) {
            List<BotTraffic.Said> said =
                    new ArrayList<>(bySession.get(session.get("sessionId").stringValue()));
            said.sort(Comparator.comparing(BotTraffic.Said::time));
            assertThat(session.get("questionCount").intValue()).isEqualTo(said.size());
            assertThat(Instant.parse(session.get("startTime").stringValue()))
                    .isEqualTo(said.getFirst().time());
            assertThat(session.get("duration").longValue())
                    .isEqualTo(Duration.between(
                                    said.getFirst().time(), said.getLast().time())
                            .toMillis());
            assertThat(session.get("firstQuestion").stringValue())
                    .isEqualTo(said.getFirst().question());
            assertThat(session.get("lastQuestion").stringValue())
                    .isEqualTo(said.getLast().question());
        }
    }

    private void checkReports(ReporterClient reporter, Map<String, Integer> reports) throws IOException {
        for (Map.Entry<String, Integer> report : reports.entrySet()) {
            JsonNode task = reporter.completedReport(report.getKey());
            long rows = task.get("writeCount").longValue();
            assertThat(rows).isGreaterThanOrEqualTo(report.getValue());
            byte[] file = reporter.reportFile(task);
            if (task.get("fileName").stringValue().endsWith(".csv")) {
                try (CsvReader<?> lines = CsvReader.builder().ofCsvRecord(new String(file, StandardCharsets.UTF_8))) {
                    assertThat(lines.stream().count()).isEqualTo(rows + 1);
                }
            } else {
                assertThat(rowsOfSheet(Files.write(folder.resolve("report.xlsx"), file)))
                        .isEqualTo(rows + 1);
            }
        }
    }

    private static long rowsOfSheet(Path xlsx) throws IOException {
        try (ZipFile zip = new ZipFile(xlsx.toFile());
                Scanner sheet = new Scanner(
                        zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")), StandardCharsets.UTF_8)) {
            return sheet.findAll("<row ").count();
        }
    }

    /**
     * A client that does not know which requests arrived sends all of them again: the missing ones are added, and a
     * second repetition changes nothing.
     */
    private static void resendTwice(PackagedParley server, BotTraffic traffic) {
        ReporterClient reporter = server.reporter();
        int before = reporter.messages().size();
        int missing = traffic.sent().size() - before;
        BotTraffic.Answer first = traffic.resend(server.url(), BOTS);
        assertThat(first.accepted()).isLessThanOrEqualTo(missing);
        assertThat(first.accepted() + first.duplicates()).isEqualTo(traffic.sentInBatches());
        List<JsonNode> messages = reporter.messages();
        List<JsonNode> sessions = reporter.sessions();
        assertThat(check(reporter, traffic)).isEqualTo(traffic.sent().size());

        assertThat(traffic.resend(server.url(), BOTS)).isEqualTo(new BotTraffic.Answer(0, traffic.sentInBatches()));
        ReporterClient.assertSame(reporter.messages(), messages);
        ReporterClient.assertSame(reporter.sessions(), sessions);
    }
}
