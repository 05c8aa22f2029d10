// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ServeTest {
    /** Documented time limit of a shutdown. */
    private static final Duration PROMISED = Duration.ofSeconds(10);

    private static final Duration START = Duration.ofMinutes(3);

    private static final String METRICS = "the metrics are at ";

    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    @TempDir
    Path folder;

    @Test
    void aNewFolderGetsAnAccountAProjectAndItsTokens() {
        // This server is started from the packaged jar; all others are unpacked.
        PackagedParley server = PARLEYS.servePacked(folder.resolve("new"));
        Credentials made = server.credentials();
        assertThat(made.url()).isEqualTo(server.url().toString());
        assertThat(made.projects()).hasSize(1);
        assertThat(server.reporter().messages()).isEmpty();
        assertThat(server.output()).contains(made.user().password(), made.unifiedToken());
    }

    @Test
    void aFolderInUseIsLeftAlone() {
        PackagedParley server = PARLEYS.sharedDemo();
        String data = server.data().toString();
        for (String kind : List.of("demo", "serve")) {
            ExternalProcess.Ended second =
                    ExternalProcess.run(START, PackagedParley.command(kind, "--port", "0", "--data", data));
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err())
                    .endsWith("parley: " + data
                            + " is in use by another Parley; stop that one first, or name another folder\n");
        }
        assertThat(server.reporter()
                        .messages(server.credentials().projects().getFirst().shortName()))
                .isNotEmpty();
    }

    @Test
    void whoMeetsAPortInUseIsToldSoAndFindsTheCredentialsAllTheSame() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0)) {
            ExternalProcess.Ended refused = ExternalProcess.run(
                    START,
                    PackagedParley.command(
                            "serve", "--port", "" + somebody.getLocalPort(), "--data", folder.toString()));
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .endsWith("parley: port " + somebody.getLocalPort() + " is in use; name another with --port\n");
        }
        PackagedParley server = PARLEYS.serve(folder);
        assertThat(server.credentials().url()).isEqualTo(server.url().toString());
        assertThat(server.reporter().messages()).isEmpty();
    }

    @Test
    void aRequestInFlightIsAnsweredAndKeptBeforeTheEnd() throws IOException {
        PackagedParley server = PARLEYS.serve(folder);
        Credentials.ProjectAccess project = server.credentials().projects().getFirst();
        byte[] body = """
                {"questionId":"the-last-one","botId":"bot","channelType":"telegram","client":{"id":"anna"},\
                "sessionId":"session","timestamp":"%s","question":"Am I still heard?"}
                """.formatted(Instant.now()).getBytes(StandardCharsets.UTF_8);
        Instant asked;
        try (Socket connection =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            connection.setSoTimeout((int) PROMISED.toMillis());
            OutputStream out = connection.getOutputStream();
            out.write(("POST /api/v1/ingest/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + project.ingestToken()
                            + "\r\nContent-Type: application/x-ndjson\r\nExpect: 100-continue\r\n"
                            + "Content-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            BufferedInputStream in = new BufferedInputStream(connection.getInputStream());
            // The server sends 100 Continue when it begins to read the body, so that the request is in flight.
            assertThat(JaicfBot.answer(in).status()).isEqualTo(100);
            out.write(body, 0, 20);

            asked = Instant.now();
            server.askToStop();
            await().atMost(PROMISED).until(() -> takesNoNewConnection(server));
            out.write(body, 20, body.length - 20);
            JaicfBot.Answer answer = JaicfBot.answer(in);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(ReporterClient.JSON
                            .readTree(answer.body())
                            .path("accepted")
                            .intValue())
                    .isEqualTo(1);
        }
        assertThat(server.exitCode()).isZero();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(PROMISED);

        assertThat(PARLEYS.serve(folder).reporter().messages(project.shortName()))
                .extracting(message -> message.get("questionId").stringValue())
                .containsExactly("the-last-one");
    }

    @Test
    void anOperatorGetsALogForMachinesAndMetricsAtAPortOfTheirOwn() throws IOException {
        PackagedParley server = PARLEYS.serve(
                folder,
                "--log-format",
                "json",
                "--log-level",
                "debug",
                "--metrics-port",
                "0",
                "--trusted-proxies",
                "10.0.0.0/8,::1");
        assertThat(read(server.url().resolve("/health/ready"))).isEqualTo("{\"status\":\"UP\"}");
        await().atMost(START)
                .untilAsserted(() -> assertThat(log(server)).anySatisfy(line -> {
                    assertThat(line.path("formattedMessage").stringValue()).startsWith("GET /health/ready 200 in ");
                    assertThat(line.path("mdc").path("request").stringValue()).matches("[0-9a-f]{16}");
                }));
        String metrics = log(server).stream()
                .map(line -> line.path("formattedMessage").stringValue())
                .filter(message -> message.startsWith(METRICS))
                .findFirst()
                .orElseThrow()
                .substring(METRICS.length());
        assertThat(read(URI.create(metrics))).contains("\nparley_ready 1.0\n");
        assertThat(server.stop()).isZero();
    }

    private static List<JsonNode> log(PackagedParley server) {
        return server.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(ReporterClient.JSON::readTree)
                .toList();
    }

    private static String read(URI address) throws IOException {
        try (InputStream answer = address.toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean takesNoNewConnection(PackagedParley server) throws IOException {
        try (Socket taken =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            return taken.isClosed();
        } catch (ConnectException refused) {
            return true;
        }
    }
}
