// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ImportTest {
    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    @TempDir
    static Path folder;

    static PackagedParley server;

    @BeforeAll
    static void startTheDemo() {
        server = PARLEYS.demo(folder.resolve("demo"));
    }

    @Test
    void whatOneProjectGivesOutAnotherTakesInOnce() throws IOException {
        Credentials made = server.credentials();
        Credentials.ProjectAccess from = made.project("calls");
        Credentials.ProjectAccess to = made.project("bank");
        ReporterClient reporter = server.reporter();
        List<JsonNode> given = reporter.messages(from.shortName());
        List<JsonNode> before = reporter.messages(to.shortName());
        Path file = folder.resolve("messages.ndjson");
        Files.write(file, given.stream().map(JsonNode::toString).toList());

        String known = String.format("accepted 0, known already %,d, refused 0", given.size());
        String fresh = String.format("accepted %,d, known already 0, refused 0", given.size());
        assertThat(importFile(file, to)).contains(fresh).containsPattern("[0-9,]+ messages, [0-9,]+ a second");

        List<JsonNode> after = reporter.messages(to.shortName());
        assertThat(after.size()).isEqualTo(before.size() + given.size());
        ReporterClient.assertSame(
                after.stream()
                        .filter(message ->
                                from.botIds().contains(message.get("botId").stringValue()))
                        .map(ImportTest::withoutProject)
                        .toList(),
                given.stream().map(ImportTest::withoutProject).toList());
        ReporterClient.assertSame(reporter.messages(from.shortName()), given);

        assertThat(importFile(file, to)).contains(known);
        ReporterClient.assertSame(reporter.messages(to.shortName()), after);
    }

    @Test
    void aLineThatIsNoMessageIsNamedAndTheOthersAreTaken() throws IOException {
        Credentials.ProjectAccess project = server.credentials().project("delivery");
        Path file = folder.resolve("broken.ndjson");
        Files.writeString(file, """
                {"questionId":"1","botId":"bot","channelType":"vk","client":{"id":"anna"},"timestamp":1795352811064,"question":"one"}
                {"questionId":"2","botId":"bot","client":{"id":"anna"},"timestamp":1795352811064,"question":"two"}

                not even JSON
                {"questionId":"3","botId":"bot","channelType":"vk","client":{"id":"anna"},"timestamp":1795352811065,"question":"three"}
                """);
        ExternalProcess.Ended ended = run(file, project);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("accepted 2, known already 0, refused 2");
        assertThat(ended.err().lines()).hasSize(2).first().asString().contains("channelType");
    }

    @Test
    void aLogOfALanguageModelBecomesSessions() throws IOException {
        Credentials.ProjectAccess project = server.credentials().project("delivery");
        ReporterClient reporter = server.reporter();
        int before = reporter.messages(project.shortName()).size();
        Path file = folder.resolve("log.jsonl");
        Files.writeString(file, """
                {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"},{"role":"user","content":"Bye"}]}
                {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}
                """);
        assertThat(run(file, project).err()).contains("--bot-id my-bot");
        String[] options = {"--bot-id", "model", "--start", "2026-09-01T00:00:00Z"};
        assertThat(run(file, project, options).out()).contains("accepted 5, known already 0, refused 0");
        assertThat(run(file, project, options).out()).contains("accepted 0, known already 5, refused 0");
        assertThat(reporter.messages(project.shortName())).hasSize(before + 3);
    }

    private static String importFile(Path file, Credentials.ProjectAccess project) {
        ExternalProcess.Ended ended = run(file, project);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        return ended.out();
    }

    private static ExternalProcess.Ended run(Path file, Credentials.ProjectAccess project, String... options) {
        List<String> line = new ArrayList<>(
                List.of("import", "--url", server.url().toString(), "--token", project.ingestToken(), file.toString()));
        line.addAll(List.of(options));
        return ExternalProcess.run(Duration.ofSeconds(60), PackagedParley.command(line.toArray(String[]::new)));
    }

    /** Removes the one member that differs between two projects. */
    private static JsonNode withoutProject(JsonNode message) {
        ObjectNode copy = (ObjectNode) message.deepCopy();
        copy.remove("projectShortName");
        return copy;
    }
}
