// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged product while it serves a folder, as people start it: 512 MB of heap, what the engine needs on top. */
final class Product implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** For a demo, which is filled first. */
    private static final Duration PATIENCE_OF_A_DEMO = Duration.ofMinutes(15);
    /** Longer than it waits after a start until it reads in the background. */
    private static final Duration WATCHED = Duration.ofSeconds(8);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final JsonNode credentials;
    private final Duration startUp;

    /**
     * What it may take of memory.
     *
     * @param heap of Java, in MB
     * @param store for the embedded engine, such as {@code 1g}; empty for what it takes by itself
     */
    record Limits(int heap, String store) {}

    private Product(Process process, JsonNode credentials, Duration startUp) {
        this.process = process;
        this.credentials = credentials;
        this.startUp = startUp;
    }

    /**
     * Starts it.
     *
     * @param database JDBC URL of the store; null for the embedded one, in the folder
     * @param limits of its memory
     */
    static Product serve(Path jar, Path data, @Nullable String database, Limits limits) {
        List<String> command =
                new ArrayList<>(List.of("serve", "--port", "0", "--data", data.toString(), "--calls-a-second", "0"));
        if (database != null) {
            command.addAll(List.of("--store", database));
        }
        return start(jar, data, data.resolve("serve.log"), PATIENCE, limits, command);
    }

    /** Starts it on a store with so many periods of the demo's conversations. */
    static Product demo(Path jar, Path data, int periods, Limits limits) {
        Path log = data.resolveSibling(data.getFileName() + ".log");
        List<String> command =
                List.of("demo", "--port", "0", "--data", data.toString(), "--periods", Integer.toString(periods));
        return start(jar, data, log, PATIENCE_OF_A_DEMO, limits, command);
    }

    private static Product start(
            Path jar, Path data, Path log, Duration patience, Limits limits, List<String> arguments) {
        long begun = System.nanoTime();
        try {
            Files.createDirectories(data);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx" + limits.heap() + "m",
                    // Empty is the product's own.
                    "-Dparley.store.memory=" + limits.store(),
                    // As the launcher does.
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + jar.resolveSibling("parley.jsa"),
                    "-Xlog:disable",
                    "-jar",
                    jar.toString()));
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            while (!Files.readString(log).contains("Parley answers at")) {
                if (!process.isAlive() || System.nanoTime() - begun > patience.toNanos()) {
                    process.destroyForcibly();
                    throw new IllegalStateException("Parley does not start:\n" + Files.readString(log));
                }
                Thread.sleep(5);
            }
            return new Product(
                    process,
                    JSON.readTree(Files.readString(data.resolve("credentials.json"))),
                    Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while Parley started", e);
        }
    }

    /** From the start of its process until it answers. */
    Duration startUp() {
        return startUp;
    }

    long accountId() {
        return credentials.path("accountId").asLong();
    }

    /** Waits until it does nothing to speak of: whatever it reads in the background after a start has been read. */
    Product atRest() throws InterruptedException {
        Duration before;
        do {
            before = processorTime();
            Thread.sleep(WATCHED);
        } while (processorTime().minus(before).compareTo(WATCHED.dividedBy(20)) > 0);
        return this;
    }

    private Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Memory in use, in MB. */
    long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Calls v1 with the unified token. */
    JsonNode call(String method, String path, @Nullable String body) {
        return JSON.readTree(send(method, path, body));
    }

    /** Sends a batch with the first project's ingest token. */
    void ingest(byte[] lines) {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/v1/ingest/messages"))
                .header(
                        "Authorization",
                        "Bearer "
                                + credentials
                                        .path("projects")
                                        .get(0)
                                        .path("ingestToken")
                                        .asString())
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(lines))
                .build();
        answer(request);
    }

    /** Sends a log with the first project's ingest token as JAICF does: on a connection of its own. */
    void log(byte[] body) {
        URI uri = uri("/restapi/external-bot/"
                + credentials.path("projects").get(0).path("ingestToken").asString() + "/processLogs");
        String head = "POST " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nAccept: application/json\r\n"
                + "Accept-Charset: UTF-8\r\nUser-Agent: Ktor client\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setTcpNoDelay(true);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body);
            request.writeTo(socket.getOutputStream());
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!answer.startsWith("HTTP/1.1 2")) {
                throw new IllegalStateException("a log was answered by " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, with the answer as it is. */
    String send(String method, String path, @Nullable String body) {
        return answer(HttpRequest.newBuilder(uri(path))
                .header(
                        "Authorization",
                        "Bearer " + credentials.path("unifiedToken").asString())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    private URI uri(String path) {
        return URI.create(credentials.path("url").asString() + path);
    }

    private String answer(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        request.method() + " " + request.uri() + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted during a call", e);
        }
    }

    /** Writes a report of all there is, of a type, and waits for it. */
    JsonNode report(String kind, String fileType) {
        String body = "{\"filters\":[],\"settings\":{\"fileType\":\"" + fileType + "\",\"withHeader\":true}}";
        String id = call("POST", "/api/v1/async/reporter/reports/" + kind, body)
                .path("requestId")
                .asString();
        JsonNode ended;
        do {
            ended = call("GET", "/api/v1/async/events?requestId=" + id, null).path("response");
        } while (ended.isEmpty());
        if (!ended.get(0).path("isOk").asBoolean()) {
            throw new IllegalStateException("the report ended as " + ended.get(0));
        }
        return ended.get(0);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
