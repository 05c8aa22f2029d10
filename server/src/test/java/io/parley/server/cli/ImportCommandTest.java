// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.ParleyServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.databind.JsonNode;

/** {@code parley import} with a server, from files of other products. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class ImportCommandTest {
    private static final String FIRST = """
            15.09.26, 14:40 - Anna: Where is my order?
            15.09.26, 14:41 - Shop: Which one?
            """;
    private static final String SECOND = """
            15.09.26, 14:42 - Anna: The blue
            one
            15.09.26, 14:43 - Shop: On its way
            """;
    private static final List<String> SHOP = List.of("--bot-name", "Shop", "--zone", "Europe/Moscow");

    @TempDir
    Path folder;

    private final ParleyServer server = ParleyServer.shared();
    private final Account account = server.newAccount();

    private record Ended(int exitCode, String out, String err) {}

    private Ended run(List<String> options, Path... files) {
        List<String> line = new ArrayList<>(List.of("import", "--url", server.url(), "--token", account.ingestToken()));
        line.addAll(options);
        for (Path file : files) {
            line.add(file.toString());
        }
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int exitCode = CommandLineTool.run(line.toArray(String[]::new));
            return new Ended(
                    exitCode, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Questions with their answers, in the order of time. */
    private List<String> exchanges() {
        JsonNode messages = account.v1("POST", "/reporter/messages/filter")
                .send()
                .ok()
                .json()
                .path("messages");
        return StreamSupport.stream(messages.spliterator(), false)
                .sorted((a, b) -> a.path("timestamp")
                        .asString("")
                        .compareTo(b.path("timestamp").asString("")))
                .map(each -> each.path("question").asString("") + " > "
                        + each.path("textAnswer").asString(""))
                .toList();
    }

    private int quarantined() {
        return server.get("/api/v1/ingest/quarantine")
                .query("projectShortName", account.one().shortName())
                .bearer(account.unified())
                .send()
                .ok()
                .json()
                .path("records")
                .size();
    }

    @Test
    void halvesInAnyOrderAndTheWholeLeadToTheSame() throws IOException {
        Path first = file("first.txt", FIRST);
        Path second = file("second.txt", SECOND);
        Ended halves = run(SHOP, second, first);
        assertThat(halves.exitCode()).as(halves.err()).isZero();
        assertThat(halves.out()).contains("first.txt: whatsapp, 2 records", "accepted 4, known already 0, refused 0");
        List<String> all = List.of("Where is my order? > Which one?", "The blue\none > On its way");
        assertThat(exchanges()).isEqualTo(all);
        Ended whole = run(SHOP, file("whole.txt", FIRST + SECOND));
        assertThat(whole.out()).contains("accepted 0, known already 4, refused 0");
        assertThat(exchanges()).isEqualTo(all);
    }

    @Test
    void packedFilesFoldersAndStandardInputAreRead() throws IOException {
        Path in = Files.createDirectories(folder.resolve("chats").resolve("inner"));
        Path gzip = in.resolve("a.jsonl");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(openAi("a").getBytes(StandardCharsets.UTF_8));
        }
        Path zip = in.resolve("b.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : new String[] {"b.json", "photo.jpg", "user.json"}) {
                out.putNextEntry(new ZipEntry("export/" + name));
                out.write((name.startsWith("b") ? openAi("b") : "{}").getBytes(StandardCharsets.UTF_8));
            }
        }
        Ended ended = run(List.of("--bot-id", "shop"), folder.resolve("chats"));
        assertThat(ended.err())
                .contains("b.zip!export/user.json: no format fits")
                .doesNotContain("photo");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("accepted 4, known already 0, refused 0", "left out: 2 system prompts");
        assertThat(exchanges()).containsExactly("Hi a > Hello", "Hi b > Hello");
        InputStream input = System.in;
        try {
            System.setIn(new ByteArrayInputStream(openAi("c").getBytes(StandardCharsets.UTF_8)));
            assertThat(run(List.of("--bot-id", "shop"), Path.of("-")).out())
                    .contains("standard input: openai, 2 records");
        } finally {
            System.setIn(input);
        }
    }

    private static String openAi(String id) {
        return """
                {"id":"%s","created_at":"2026-09-01T10:00:00Z","messages":[{"role":"system","content":"x"},{"role":"user","content":"Hi %s"},{"role":"assistant","content":"Hello"}]}
                """.formatted(id, id);
    }

    @Test
    void eventsOfFrameworksBecomeExchangesInTheirSessions() throws IOException {
        Path rasa = file("rasa.jsonl", """
                {"sender_id":"s","event":"session_started","timestamp":1788000000.1,"metadata":{"assistant_id":"a"}}
                {"sender_id":"s","event":"user","timestamp":1788000001.2,"text":"Hi","input_channel":"rest","parse_data":{"intent":{"name":"greet","confidence":0.9}},"metadata":{"assistant_id":"a"}}
                {"sender_id":"s","event":"action","name":"utter_greet","timestamp":1788000001.3,"metadata":{"assistant_id":"a"}}
                {"sender_id":"s","event":"bot","timestamp":1788000001.4,"text":"Hello","metadata":{"assistant_id":"a"}}
                {"sender_id":"s","event":"session_started","timestamp":1788000002.1,"metadata":{"assistant_id":"a"}}
                {"sender_id":"s","event":"user","timestamp":1788000002.2,"text":"Again","input_channel":"rest","metadata":{"assistant_id":"a"}}
                """);
        Path transcript = file("k.transcript", """
                [{"type":"message","id":"1","timestamp":"2026-09-01T10:00:01Z","channelId":"webchat","conversation":{"id":"k"},"from":{"id":"u","role":"user"},"recipient":{"id":"bot1","role":"bot"},"text":"Ask"},
                {"type":"trace","id":"2","conversation":{"id":"k"},"from":{"id":"bot1","role":"bot"},"replyToId":"1","value":{"recognizerResult":{"intents":{"Greet":{"score":0.8}}}}},
                {"type":"message","id":"3","replyToId":"1","conversation":{"id":"k"},"from":{"id":"bot1","role":"bot"},"text":"Answer"},
                {"type":"endOfConversation","id":"5","conversation":{"id":"k"},"from":{"id":"bot1","role":"bot"}}]
                """);
        Path chatwoot = file("chatwoot.json", """
                {"payload":[{"id":1,"content":"Help","message_type":0,"created_at":1788300000,"conversation_id":5,"inbox_id":3,"sender":{"id":7}},
                {"id":2,"content":"Yes","message_type":1,"created_at":1788300001,"conversation_id":5,"inbox_id":3,"sender":{"type":"user","id":9,"name":"Olga"}}]}
                """);
        Ended ended = run(List.of(), rasa, transcript, chatwoot);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(exchanges()).containsExactly("Hi > Hello", "Again > ", "Ask > Answer", "Help > ", " > Yes");
        JsonNode messages = account.v1("POST", "/reporter/messages/filter")
                .send()
                .ok()
                .json()
                .path("messages");
        List<String> known = StreamSupport.stream(messages.spliterator(), false)
                .map(each -> each.path("question").asString("") + " "
                        + each.path("sessionId").asString("") + " "
                        + each.at("/client/id").asString("") + " "
                        + each.at("/nlpInfo/nlpState").asString("") + " "
                        + each.at("/nlpInfo/confidence").asString(""))
                .toList();
        assertThat(known)
                .contains("Hi s/2026-08-29T10:40:00.100Z s utter_greet 0.9", "Again s/2026-08-29T10:40:02.100Z s  ")
                .anyMatch(each -> each.startsWith("Ask k/") && each.endsWith(" u  0.8"));
        Ended again = run(List.of(), chatwoot, transcript, rasa);
        assertThat(again.out()).contains("accepted 0, known already 11, refused 0");
    }

    @Test
    void problemsOfBothSidesAreNamedByFileAndPlace() throws IOException {
        Path file = file("own.ndjson", """
                {"questionId":"1","botId":"b","channelType":"vk","client":{"id":"c"},"timestamp":1795352811064,"question":"one"}
                no JSON
                {"questionId":"2","botId":"b","client":{"id":"c"},"timestamp":1795352811064,"question":"two"}
                """);
        Ended ended = run(List.of(), file);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("accepted 1, known already 0, refused 2");
        assertThat(ended.err().lines()).hasSize(2);
        assertThat(ended.err().lines().toList().get(0)).contains("own.ndjson, line 2: no JSON");
        assertThat(ended.err().lines().toList().get(1)).contains("own.ndjson, line 3, id 2: ", "channelType");
        assertThat(quarantined()).isEqualTo(1);
    }

    @Test
    void aDamagedArchiveIsNamed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(openAi("a").getBytes(StandardCharsets.UTF_8));
        }
        Path file = folder.resolve("cut.gz");
        Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        Ended ended = run(List.of("--bot-id", "shop"), file);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("cut.gz is damaged: ");
    }

    @Test
    void aFileThatNoFormatFitsIsRefusedInOneSentence() throws IOException {
        Ended ended = run(List.of(), file("table.csv", "a,b\n1,2\n"));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .contains("table.csv: no format fits; known are messages");
        assertThat(quarantined()).isZero();
    }

    @Test
    void whatAFileLacksIsAskedForBeforeAnythingIsSent() throws IOException {
        Ended ended = run(List.of(), file("chat.txt", FIRST));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .contains("chat.txt: the file does not say which side is the bot; give it with --bot-name");
        assertThat(ended.out()).contains("accepted 0");
        assertThat(run(List.of("--format", "x"), folder).err())
                .contains("'x' is no format; known are messages, pieces");
    }
}
