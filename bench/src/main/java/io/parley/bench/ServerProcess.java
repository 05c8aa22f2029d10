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

/** A process of the packaged product that serves a folder, with the default heap of 512 MB plus the engine's memory. */
final class ServerProcess implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Start-up timeout of a demo, which is filled first. */
    private static final Duration PATIENCE_OF_A_DEMO = Duration.ofMinutes(15);
    /** Sampling interval; longer than the product's delay between start-up and background reads. */
    private static final Duration WATCHED = Duration.ofSeconds(8);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final JsonNode credentials;
    private final Duration startUp;

    /**
     * Memory limits of the process.
     *
     * @param heap maximum Java heap, in MB
     * @param store memory limit of the embedded engine, such as {@code 1g}; empty for the product's default
     */
    record Limits(int heap, String store) {}

    private ServerProcess(Process process, JsonNode credentials, Duration startUp) {
        this.process = process;
        this.credentials = credentials;
        this.startUp = startUp;
    }

    /**
     * Starts the product.
     *
     * @param database JDBC URL of the store; null for the embedded one, in the folder
     * @param limits memory limits
     */
    static ServerProcess serve(Path jar, Path data, @Nullable String database, Limits limits) {
        List<String> command =
                new ArrayList<>(List.of("serve", "--port", "0", "--data", data.toString(), "--calls-a-second", "0"));
        if (database != null) {
            command.addAll(List.of("--store", database));
        }
        return start(jar, data, data.resolve("serve.log"), PATIENCE, limits, command);
    }

    /** Starts the product on a store with the given number of periods of demo conversations. */
    static ServerProcess demo(Path jar, Path data, int periods, Limits limits) {
        Path log = data.resolveSibling(data.getFileName() + ".log");
        List<String> command =
                List.of("demo", "--port", "0", "--data", data.toString(), "--periods", Integer.toString(periods));
        return start(jar, data, log, PATIENCE_OF_A_DEMO, limits, command);
    }

    private static ServerProcess start(
            Path jar, Path data, Path log, Duration patience, Limits limits, List<String> arguments) {
        long begun = System.nanoTime();
        try {
            Files.createDirectories(data);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx" + limits.heap() + "m",
                    // Empty means the product's default.
                    "-Dparley.store.memory=" + limits.store(),
                    // Same option as in the launcher.
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
            return new ServerProcess(
                    process,
                    JSON.readTree(Files.readString(data.resolve("credentials.json"))),
                    Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while Parley started", e);
        }
    }

    /** Returns the time from the start of the process to its first answer. */
    Duration startUp() {
        return startUp;
    }

    long accountId() {
        return credentials.path("accountId").asLong();
    }

    /** Waits until the process uses almost no CPU: background reads after the start are finished. */
    ServerProcess atRest() throws InterruptedException {
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

    /** Returns the resident memory, in MB; -1 if unknown. */
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

    /** Calls API v1 with the unified token and parses the answer. */
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

    /** Sends a log with the first project's ingest token, like JAICF on a separate connection. */
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

    /** Calls API v1 with the unified token and returns the answer's text. */
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

    /** Writes a report without filters in the given file type and waits for it. */
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
