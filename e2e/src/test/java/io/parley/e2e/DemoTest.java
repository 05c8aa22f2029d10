// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DemoTest {
    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    @TempDir
    static Path folder;

    static PackagedParley demo;
    static List<JsonNode> messages;

    @BeforeAll
    static void startTheDemo() {
        demo = PARLEYS.sharedDemo();
        messages = demo.reporter().messages();
    }

    @Test
    void itPrintsTheAddressTheLogInAndTheTokens() {
        Credentials made = demo.credentials();
        assertThat(demo.output())
                .contains(made.url(), made.user().login(), made.user().password(), made.unifiedToken());
        for (Credentials.ProjectAccess project : made.projects()) {
            assertThat(demo.output()).contains(project.shortName(), project.projectToken(), project.ingestToken());
        }
    }

    @Test
    void theCredentialsAreWholeAndOnlyTheirOwnersToRead() throws IOException {
        Path file = demo.data().resolve("credentials.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Credentials made = demo.credentials();
        assertThat(made.url()).isEqualTo(demo.url().toString());
        assertThat(made.accountId()).isPositive();
        assertThat(made.unifiedToken()).startsWith("prl_");
        assertThat(made.user().login()).isNotBlank();
        assertThat(made.user().password()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(made.projects()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(project -> {
            assertThat(project.botIds())
                    .isNotEmpty()
                    .allSatisfy(
                            botId -> assertThat(botId).startsWith(made.accountId() + "-" + project.shortName() + "-"));
            assertThat(project.projectToken()).matches("[A-Za-z0-9]{8}:[0-9a-f]{40}");
            assertThat(project.ingestToken()).matches("[A-Za-z0-9]{8}:[0-9a-f]{40}");
        });
    }

    @Test
    void eachOfTheThreeCurlLinesWorksAsItIsPrinted() throws IOException {
        List<String> lines = curlLines();
        assertThat(lines).hasSize(3);

        JsonNode sessions = run(lines.get(0));
        assertThat(sessions.at("/paging/pageSize").intValue()).isEqualTo(3);
        assertThat(sessions.get("sessions")).hasSize(3).allSatisfy(session -> {
            assertThat(session.get("sessionId").stringValue()).isNotBlank();
            assertThat(session.get("questionCount").intValue()).isBetween(5, 50);
        });

        JsonNode page = run(lines.get(1));
        assertThat(page.get("messages")).hasSize(3).allSatisfy(message -> {
            assertThat(message.get("questionId").stringValue()).isNotBlank();
            assertThat(message.get("channelType").stringValue()).isEqualTo("telegram");
        });

        JsonNode started = run(lines.get(2));
        JsonNode task = demo.reporter().completedReport(started.get("taskId").stringValue());
        assertThat(task.get("writeCount").longValue()).isPositive();
        assertThat(demo.reporter().reportFile(task)).startsWith('P', 'K', 3, 4);
    }

    private static List<String> curlLines() {
        return demo.output().lines().filter(line -> line.startsWith("curl ")).toList();
    }

    /** Runs a curl command as documented; curl's configuration file adds the status to the output. */
    private static JsonNode run(String curl) throws IOException {
        Files.writeString(folder.resolve(".curlrc"), "write-out = \"\\n%{http_code}\"\n");
        ExternalProcess.Ended ended = ExternalProcess.run(
                Duration.ofSeconds(30),
                folder,
                Map.of("CURL_HOME", folder.toString()),
                line -> {},
                List.of("bash", "-c", curl));
        assertThat(ended.exitCode()).as(curl + ended.err()).isZero();
        assertThat(ended.out()).as(curl).endsWith("\n200\n");
        return ReporterClient.JSON.readTree(ended.out().substring(0, ended.out().length() - "\n200\n".length()));
    }

    @Test
    void itTellsTwentyThousandExchangesOfSixtyDaysInSeveralChannels() {
        assertThat(messages).hasSizeGreaterThanOrEqualTo(20_000);
        assertThat(messages).extracting(message -> text(message, "questionId")).doesNotHaveDuplicates();
        assertThat(messages.stream()
                        .map(message -> text(message, "channelType"))
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThanOrEqualTo(4)
                .contains("telegram");
        Set<Instant> days = messages.stream()
                .map(message -> Instant.parse(text(message, "timestamp")).truncatedTo(ChronoUnit.DAYS))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(days).hasSizeBetween(60, 61);
        assertThat(messages)
                .isSortedAccordingTo((one, other) ->
                        Instant.parse(text(other, "timestamp")).compareTo(Instant.parse(text(one, "timestamp"))));
    }

    @Test
    void aDemoReplacesTheOneBeforeItTellsWhatItsSeedTellsAndIsServedAgainAsItWas() {
        Path data = folder.resolve("again");
        PackagedParley other = PARLEYS.demo(data, "--seed", "2");
        Credentials before = other.credentials();
        assertThat(other.reporter().sessions()).isNotEqualTo(List.of());
        assertThat(other.stop()).isZero();

        PackagedParley same = PARLEYS.demo(data);
        Credentials after = same.credentials();
        assertThat(after.unifiedToken()).isNotEqualTo(before.unifiedToken());
        List<JsonNode> told = same.reporter().messages();
        if (day(demo).equals(day(same))) {
            assertThat(story(told, after)).isEqualTo(story(messages, demo.credentials()));
        } else {
            // A demo ends yesterday, and the shared one may have been created before midnight.
            PackagedParley ofToday = PARLEYS.demo(folder.resolve("demo of today"));
            assertThat(story(told, after)).isEqualTo(story(ofToday.reporter().messages(), ofToday.credentials()));
        }

        // After a restart the data is the same.
        List<JsonNode> sessions = same.reporter().sessions();
        stopsInTime(same);
        PackagedParley server = PARLEYS.serve(data);
        assertThat(server.credentials().unifiedToken()).isEqualTo(after.unifiedToken());
        ReporterClient.assertSame(server.reporter().messages(), told);
        ReporterClient.assertSame(server.reporter().sessions(), sessions);
        stopsInTime(server);
    }

    private static void stopsInTime(PackagedParley server) {
        Instant asked = Instant.now();
        assertThat(server.stop()).isZero();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    /** Returns the day on which the demo's store was created; the demo ends before it. */
    private static Instant day(PackagedParley demo) {
        try {
            return Files.getLastModifiedTime(demo.data().resolve("demo"))
                    .toInstant()
                    .truncatedTo(ChronoUnit.DAYS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the demo's data without what differs between accounts: short names, and the bot ids that contain them.
     */
    private static List<String> story(List<JsonNode> messages, Credentials account) {
        return messages.stream()
                .map(message -> String.join(
                        " ",
                        text(message, "timestamp"),
                        text(message, "questionId"),
                        text(message, "sessionId"),
                        text(message, "botId"),
                        message.path("question").asString(message.path("event").asString(""))))
                .map(line -> {
                    String general = line;
                    for (Credentials.ProjectAccess project : account.projects()) {
                        String shortName = project.shortName();
                        general = general.replace(
                                account.accountId() + "-" + shortName, shortName.substring(0, shortName.indexOf('-')));
                    }
                    return general;
                })
                .sorted()
                .toList();
    }

    @Test
    void aFolderWithSomethingElseIsLeftAlone() throws IOException {
        Path data = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(data.resolve("thesis.txt"), "years of work");
        ExternalProcess.Ended ended = ExternalProcess.run(
                Duration.ofSeconds(60), PackagedParley.command("demo", "--port", "0", "--data", data.toString()));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("parley: " + data + " holds something that is no demo; name another folder with --data\n");
        assertThat(ended.out()).isEmpty();
        assertThat(data.resolve("thesis.txt")).hasContent("years of work");
        try (var files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
    }

    private static String text(JsonNode node, String member) {
        return node.get(member).stringValue();
    }
}
