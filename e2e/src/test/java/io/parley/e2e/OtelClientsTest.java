// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Programs that use the published libraries of OpenTelemetry's ecosystem, without changes to any of them, report one dialog; the server
 * must give the same dialog back, turn for turn.
 */
@LongRun.Only(because = "npm has to install the libraries, 600 MB of them")
class OtelClientsTest {
    private static final Duration INSTALLATION = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Path SOURCES =
            Path.of(System.getProperty("parley.source", ".."), "e2e", "src", "test", "clients", "otel");
    /** A copy, because packages are installed next to the programs. */
    private static final Path CLIENTS = Path.of("target", "otel-clients").toAbsolutePath();

    /** What {@code dialog.mjs} says: questions with their answers. */
    private static final List<List<String>> DIALOG = List.of(
            List.of("Where is my order 4711?", "It left the warehouse this morning."),
            List.of("When does it arrive?", "Tomorrow between 9 and 12.\nYou get a message before."),
            List.of("Спасибо, жду!", "Пожалуйста. Хорошего дня!"));

    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    private static PackagedParley server;

    @BeforeAll
    static void install() throws IOException {
        Optional<Path> npm = ExternalProcess.find(Stream.of("npm"));
        if (npm.isEmpty()) {
            ExternalProcess.announceSkipped("the clients of OpenTelemetry", "there is no npm on PATH");
        }
        assumeTrue(npm.isPresent(), "there is no npm on PATH");
        Files.createDirectories(CLIENTS);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, CLIENTS.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        ExternalProcess.Ended ended = ExternalProcess.run(
                INSTALLATION,
                CLIENTS,
                Map.of(),
                line -> {},
                List.of(npm.orElseThrow().toString(), "ci", "--no-audit", "--no-fund"));
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        server = PARLEYS.serve(Files.createTempDirectory("parley-otel"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "ai", "langfuse", "openinference", "openai-agents", "traceloop"})
    void theDialogIsThatOfTheProgram(String client) {
        String session = "session-of-" + client;
        Credentials.ProjectAccess project = server.credentials().projects().getFirst();
        ExternalProcess.Ended ended = ExternalProcess.run(
                LIMIT,
                CLIENTS,
                Map.of(
                        "PARLEY_URL", server.url().toString(),
                        "PARLEY_TOKEN", project.ingestToken(),
                        "PARLEY_PROJECT", project.shortName(),
                        "PARLEY_SESSION", session,
                        "PARLEY_USER", "user-of-" + client),
                line -> {},
                List.of("node", client + ".mjs"));
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();

        List<JsonNode> messages = server.reporter().dialog(session);
        assertThat(messages.stream()
                        .map(message -> List.of(
                                message.path("question").asString(""),
                                message.path("textAnswer").asString("")))
                        .toList())
                .as(ended.out() + ended.err())
                .isEqualTo(DIALOG);
        assertThat(server.reporter().sessions().stream()
                        .filter(row -> row.path("sessionId").asString("").equals(session))
                        .map(row -> row.at("/client/id").asString())
                        .toList())
                .containsExactly("user-of-" + client);
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.path("usage").path("models").toString()).isEqualTo("[\"test-model\"]");
            assertThat(message.path("usage").path("inputTokens").asInt()).isPositive();
        });
        assertThat(messages)
                .anySatisfy(message -> assertThat(
                                message.path("usage").path("tools").toString())
                        .contains("find_order"));
    }
}
