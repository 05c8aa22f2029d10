// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Logs of a real JAICF bot, sent in the same way, and read with the Reporter API. */
class RealTrafficTest {
    /** Token that the bot had before it was connected to Parley. */
    private static final String BOT_TOKEN = "DemoBot1:0123456789abcdef0123456789abcdef01234567";

    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    @TempDir
    static Path folder;

    static PackagedParley server;
    static ReporterClient reporter;

    @BeforeAll
    static void sendAllLogsInAnyOrderAndSomeTwice() throws IOException {
        PackagedParley first = PARLEYS.serve(folder);
        String project = first.credentials().projects().getFirst().shortName();
        assertThat(first.stop()).isZero();
        ExternalProcess.Ended created = ExternalProcess.run(
                Duration.ofSeconds(60),
                PackagedParley.command(
                        "token",
                        "create",
                        "--data",
                        folder.toString(),
                        "--kind",
                        "ingest",
                        "--project",
                        project,
                        "--token",
                        BOT_TOKEN));
        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(created.out()).isEqualTo(BOT_TOKEN + "\n");

        server = PARLEYS.serve(folder);
        reporter = server.reporter();
        JaicfBot bot = new JaicfBot(server.url(), BOT_TOKEN);
        List<String> logs = JaicfLogs.processLogs();
        assertThat(logs).hasSize(25);
        long seed = System.nanoTime();
        System.out.println("RealTrafficTest: seed " + seed);
        List<String> shuffled =
                Stream.concat(logs.stream(), logs.stream().limit(5)).collect(Collectors.toList());
        Collections.shuffle(shuffled, new Random(seed));
        for (String log : shuffled) {
            assertThat(bot.processLogs(log).status()).as(log).isEqualTo(200);
        }
        for (String transfer : JaicfLogs.initLiveChatSwitch()) {
            assertThat(bot.post("initLiveChatSwitch", transfer).status())
                    .as(transfer)
                    .isEqualTo(200);
        }
    }

    @Test
    void eachLogIsAMessage() {
        assertThat(reporter.messages())
                .extracting(message -> text(message, "questionId"))
                .containsExactlyInAnyOrderElementsOf(JaicfLogs.processLogs().stream()
                        .map(log -> text(ReporterClient.JSON.readTree(log), "questionId"))
                        .toList());
    }

    @Test
    void eachMessageSaysWhatTheLogSaid() {
        List<JsonNode> messages = reporter.messages();
        for (String line : JaicfLogs.processLogs()) {
            JsonNode log = ReporterClient.JSON.readTree(line);
            JsonNode message = messages.stream()
                    .filter(each -> each.get("questionId").equals(log.get("questionId")))
                    .findFirst()
                    .orElseThrow();
            assertThat(message.get("sessionId")).isEqualTo(log.get("sessionId"));
            assertThat(message.get("botId")).isEqualTo(log.get("botId"));
            assertThat(message.get("channelType")).isEqualTo(log.get("channelType"));
            assertThat(message.at("/client/id")).isEqualTo(log.at("/user/id"));
            assertThat(Instant.parse(text(message, "timestamp")))
                    .isEqualTo(Instant.ofEpochMilli(log.get("timestamp").longValue()
                            - log.get("processingTime").longValue()));
            String said = log.at("/request/type").stringValue().equals("event") ? "event" : "question";
            assertThat(message.get(said)).isEqualTo(log.at("/request/query"));
            assertThat(message.at("/nlpInfo/nlpClass").asString(""))
                    .isEqualTo(log.at("/nlpInfo/nlpClass").asString(""));
            assertThat(message.get("requestData")).isEqualTo(log.at("/request/requestData"));
            assertThat(message.get("responseData")).isEqualTo(log.at("/response/responseData"));
            assertThat(message.path("exception").asString(""))
                    .isEqualTo(log.path("exception").asString(""));
        }
    }

    @Test
    void annasFirstDialogReadsLikeAChat() {
        List<JsonNode> dialog =
                reporter.dialog("chatapi-1000001-probe-1000001-aBc-11-anna-9423aff8-d00c-457d-87d9-1e2af2e0407a");
        assertThat(dialog)
                .extracting(message ->
                        message.path("question").asString(message.path("event").asString("")))
                .containsExactly(
                        "/start",
                        "what is my balance",
                        "sampleEvent",
                        "абракадабра 🙂",
                        "boom",
                        "my card is ****",
                        "silent",
                        "bye");
        assertThat(text(dialog.getFirst(), "textAnswer")).isEqualTo("Hello! I am a probe bot.\n\nПривет! Чем помочь?");
        assertThat(text(dialog.get(1), "comment")).isEqualTo("asked for balance");
        assertThat(text(dialog.get(4), "exception")).isNotBlank();
    }

    @Test
    void whatTheScriptNotedIsWithItsSession() {
        JsonNode session = reporter.post(
                        "/api/v1/reporter/sessions/filter?needToReturnSessionData=true&size=100", "{\"filters\":[]}")
                .get("sessions")
                .valueStream()
                .filter(each -> text(each, "sessionId").endsWith("1e2af2e0407a"))
                .findFirst()
                .orElseThrow();
        assertThat(text(session, "sessionResult")).isEqualTo("Balance told");
        assertThat(session.at("/sessionData/Product").asString("")).isEqualTo("Debit card");
        // "/start" opens a session but is no client message.
        assertThat(text(session, "firstQuestion")).isEqualTo("what is my balance");
        assertThat(text(session, "lastQuestion")).isEqualTo("bye");
    }

    @Test
    void callsAreKnownAsCalls() {
        assertThat(reporter.sessions())
                .filteredOn(session -> text(session, "channelType").equals("resterisk"))
                .isNotEmpty()
                .anySatisfy(session -> assertThat(session.has("isCallIncoming")).isTrue());
    }

    @Test
    void theBotFindsItsChannels() {
        JsonNode channels = withoutHeader("/restapi/external-bot/" + BOT_TOKEN + "/channels");
        assertThat(channels.valueStream().map(channel -> text(channel, "channelType")))
                .contains("CHATAPI", "CHATWIDGET", "RESTERISK", "VK");
    }

    /** Makes a call that is authenticated by the token in its path only. */
    private static JsonNode withoutHeader(String path) {
        return new ReporterClient(server.url(), "").get(path);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
