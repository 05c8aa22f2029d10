// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;

/**
 * A full disk loses no data, and the server recovers without a restart when space is available.
 *
 * <p>By default a limit on file sizes simulates a full disk. {@code -Dparley.small.disk=/mnt/small} names a file
 * system of about 100 MB that is filled instead, for example one of {@code mount -t tmpfs -o size=100m tmpfs
 * /mnt/small}.
 */
class FullDiskTest {
    /** Limit of file sizes, in bytes: more than a new store has, and less than the test writes. */
    private static final long LARGEST_FILE = 24L << 20;

    private static final int MESSAGES = 100;
    private static final Duration START = Duration.ofMinutes(1);

    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random dice = new Random(1);
    private final Set<String> acknowledged = new HashSet<>();
    private int sent;

    /** Uses up the disk space, and releases it. */
    private interface Disk {
        void fill() throws IOException;

        void free() throws IOException;
    }

    @Test
    void nothingIsLostWhileThereIsNoRoomAndAllGoesOnWhenThereIs() throws Exception {
        Optional<Path> small =
                Optional.ofNullable(System.getProperty("parley.small.disk")).map(Path::of);
        if (small.isEmpty() && ExternalProcess.find(Stream.of("prlimit")).isEmpty()) {
            String missing = "there is no prlimit here, and no -Dparley.small.disk";
            ExternalProcess.announceSkipped("FullDiskTest", missing);
            abort(missing);
        }
        Path data = small.isPresent() ? Files.createTempDirectory(small.get(), "data") : folder.resolve("data");
        PackagedParley server = PARLEYS.serve(data);
        Disk disk = small.<Disk>map(Filled::new).orElseGet(() -> new Limited(server));
        ReporterClient reporter = server.reporter();
        String token = server.credentials().projects().getFirst().ingestToken();

        assertThat(report(server, token)).isEqualTo(200);
        // The first call of the list stores its filter set, so that later calls need no disk space.
        assertThat(reporter.sessions()).isNotEmpty();
        disk.fill();
        int status = 200;
        for (int i = 0; i < 500 && status == 200; i++) {
            status = report(server, token);
        }
        assertThat(status).as("status on a full disk").isEqualTo(503);
        // Existing data can be read soon, with or without free space.
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> reporter.sessions().size() > 0);
        for (int i = 0; i < 20; i++) {
            assertThat(report(server, token)).isIn(200, 503);
        }
        disk.free();
        await().atMost(Duration.ofSeconds(30)).until(() -> report(server, token) == 200);

        assertThat(kept(reporter)).containsAll(acknowledged);
        server.kill();
        PackagedParley again = PARLEYS.serve(data);
        assertThat(kept(again.reporter())).containsAll(acknowledged);
        assertThat(report(again, token)).isEqualTo(200);
        again.stop();
        ExternalProcess.Ended doctor =
                ExternalProcess.run(START, PackagedParley.command("doctor", "--data", data.toString()));
        assertThat(doctor.out()).endsWith("the store is sound\n");
    }

    private static Set<String> kept(ReporterClient reporter) {
        Set<String> kept = new HashSet<>();
        reporter.messages()
                .forEach(
                        message -> assertThat(kept.add(message.get("questionId").stringValue()))
                                .isTrue());
        return kept;
    }

    /** Ingests a session of some hundred kilobytes. @return the status of the answer */
    private int report(PackagedParley server, String token) throws Exception {
        ArrayNode batch = ReporterClient.JSON.createArrayNode();
        Set<String> ids = new HashSet<>();
        String session = "session-" + sent++;
        for (int i = 0; i < MESSAGES; i++) {
            String id = session + "-" + i;
            ids.add(id);
            batch.addObject()
                    .put("questionId", id)
                    .put("botId", "full")
                    .put("channelType", "telegram")
                    .put("sessionId", session)
                    .put(
                            "timestamp",
                            Instant.parse("2026-11-20T00:00:00Z")
                                    .plusSeconds(sent * 100L + i)
                                    .toString())
                    // Random text, which cannot be compressed.
                    .put(
                            "question",
                            dice.ints(400, 0x4e00, 0x9fff)
                                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                    .toString())
                    .putObject("client")
                    .put("id", "anna");
        }
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server.url().resolve("/api/v1/ingest/messages"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(batch.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
            acknowledged.addAll(ids);
        }
        return answer.statusCode();
    }

    /** Server with a limit on the size of its files. */
    private record Limited(PackagedParley server) implements Disk {
        @Override
        public void fill() {
            server.limitFiles(Long.toString(LARGEST_FILE));
        }

        @Override
        public void free() {
            server.limitFiles("unlimited");
        }
    }

    /** File system that is filled by a file. */
    private static final class Filled implements Disk {
        private final Path filler;

        Filled(Path disk) {
            this.filler = disk.resolve("filler");
        }

        @Override
        public void fill() throws IOException {
            // Leaves some space, so that the disk becomes full in the middle of an operation.
            long room = Files.getFileStore(filler.getParent()).getUsableSpace() - (10 << 20);
            byte[] piece = new byte[1 << 20];
            try (var out = Files.newOutputStream(filler)) {
                for (long written = 0; written < room; written += piece.length) {
                    out.write(piece);
                }
            }
        }

        @Override
        public void free() throws IOException {
            Files.delete(filler);
        }
    }
}
