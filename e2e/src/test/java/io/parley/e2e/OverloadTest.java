// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * Overload does not end a server with the default heap. Calls of the API document run in random order, each a hundred times in parallel, with the largest
 * bodies in their most expensive forms. Small requests are answered meanwhile, within 2 s on a machine without other load. In the short run each call has a
 * time slice, at whose end its connections are closed; in the long run each call ends by itself.
 *
 * <p>{@code -Dparley.overload.seed=7} repeats a run; {@code -Dparley.overload.seconds=600} sets its duration.
 */
@Isolated("others would take the time in which small requests have to be answered")
class OverloadTest {
    private static final int SECONDS = Integer.getInteger("parley.overload.seconds", LongRun.of(20, 600));
    private static final int AT_ONCE = 100;
    /** Within which time small requests are answered; in the short run other programs may want the processors, too. */
    private static final Duration DEADLINE =
            Duration.ofSeconds(Integer.getInteger("parley.overload.deadline", LongRun.of(8, 2)));
    /** How long a call has in the short run, with a large body and without. */
    private static final Duration LONG_MOMENT = Duration.ofMillis(1_500);

    private static final Duration MOMENT = Duration.ofMillis(150);
    /** What the process may take beside its heap of 512 MB, in bytes: threads, code, the engine. */
    private static final long MOST_MEMORY = 2L << 30;
    /** Longer than the server lets anything take. */
    private static final Duration SILENCE = Duration.ofSeconds(100);

    private static final int ORDINARY = 1 << 20;
    private static final int INGEST = 32 << 20;

    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Duration> latencies = new ConcurrentLinkedQueue<>();
    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    /** Of calls that are being made. */
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Of the server, once it runs. */
    private final CompletableFuture<Credentials> known = new CompletableFuture<>();

    private volatile boolean isOver;

    /** Operation of the document. */
    private record Operation(String method, String path, boolean hasBody) {
        /** Returns the largest body that it accepts, in bytes. */
        int limit() {
            return path.contains("/ingest/") || path.contains("/external-bot/") ? INGEST : ORDINARY;
        }
    }

    /** Forms of expensive bodies. */
    private enum Form {
        ARRAYS,
        OBJECTS,
        DEEP,
        LONG_TEXT,
        MANY_MEMBERS,
        NUMBERS,
        LINES,
        LONG_LINE,
        BOMB,
        CHUNKED,
        SLOW;

        String contentType() {
            return this == LINES || this == LONG_LINE ? "application/x-ndjson" : "application/json";
        }

        byte[] body(int limit) {
            return switch (this) {
                case ARRAYS, CHUNKED, SLOW -> repeated("[", "[],", "[]]", limit);
                case BOMB -> gzipped(repeated("[", "{},", "{}]", limit));
                case OBJECTS -> repeated("[", "{},", "{}]", limit);
                case DEEP -> repeated("{\"filters\":", "[", "", limit);
                case LONG_TEXT -> repeated("[\"", "ё", "\"]", limit);
                case MANY_MEMBERS -> members(limit);
                case NUMBERS -> repeated("[", "11,", "1]", limit);
                case LINES -> messages(limit);
                case LONG_LINE -> repeated("{\"questionId\":\"", "x", "\"}\n", limit);
            };
        }
    }

    @Test
    void noCallsEndTheServerAndSmallOnesAreAnsweredMeanwhile() throws Exception {
        long seed = Long.getLong("parley.overload.seed", System.nanoTime());
        System.out.println("OverloadTest: seed " + seed);
        PackagedParley parley = PARLEYS.servePacked(folder, "--calls-a-second", "0");
        known.complete(parley.credentials());
        List<Operation> operations = operations(parley);
        assertThat(operations).hasSizeGreaterThan(50);
        Random dice = new Random(seed);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<CompletableFuture<Void>> honest = List.of(
                    CompletableFuture.runAsync(() -> askUntilTheEnd(parley), threads),
                    CompletableFuture.runAsync(() -> reportUntilTheEnd(parley), threads));
            try {
                attack(parley, operations, dice, threads);
            } finally {
                isOver = true;
            }
            honest.forEach(CompletableFuture::join);
        }
        long memory = parley.memory();
        System.out.println("OverloadTest: answers " + new TreeMap<>(answers) + "; the slowest of " + latencies.size()
                + " small requests took " + Collections.max(latencies) + "; the process takes " + (memory >> 20)
                + " MB");
        assertThat(faults).isEmpty();
        assertThat(parley.output()).doesNotContain("OutOfMemoryError");
        assertThat(answers.getOrDefault("honest 200", 0)).isGreaterThan(SECONDS);
        assertThat(parley.reporter().messages()).isNotEmpty();
        assertThat(Collections.max(latencies)).isLessThan(DEADLINE);
        assertThat(memory).isLessThan(MOST_MEMORY);
        assertThat(parley.stop()).isZero();
    }

    private static List<Operation> operations(PackagedParley parley) {
        List<Operation> operations = new ArrayList<>();
        JsonNode paths = parley.reporter().get("/openapi.json").path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                    if (List.of("GET", "POST", "PUT", "DELETE").contains(method)) {
                        operations.add(new Operation(
                                method, path.getKey(), operation.getValue().has("requestBody")));
                    }
                }));
        return operations;
    }

    // ---- Large requests

    private void attack(PackagedParley parley, List<Operation> operations, Random dice, ExecutorService threads) {
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        while (true) {
            List<Operation> round = new ArrayList<>(operations);
            Collections.shuffle(round, dice);
            for (Operation operation : round) {
                if (System.nanoTime() > end || !faults.isEmpty()) {
                    return;
                }
                Form form = Form.values()[dice.nextInt(Form.values().length)];
                // A request without a token is rejected before its body is read; a few have none.
                boolean hasToken = dice.nextInt(5) > 0;
                AtomicBoolean hasEnded = new AtomicBoolean();
                CompletableFuture<Void> calls = CompletableFuture.allOf(IntStream.range(0, AT_ONCE)
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> call(parley, operation, form, hasToken, hasEnded), threads))
                        .toArray(CompletableFuture[]::new));
                Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
                Duration moment = LongRun.ON || left.compareTo(moment(operation)) < 0 ? left : moment(operation);
                try {
                    calls.get(moment.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException overdue) {
                    hasEnded.set(true);
                    sockets.forEach(OverloadTest::disconnect);
                    calls.join();
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static Duration moment(Operation operation) {
        return operation.hasBody() && operation.limit() == INGEST ? LONG_MOMENT : MOMENT;
    }

    private static void disconnect(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param hasEnded whether the callers hang up */
    private void call(PackagedParley parley, Operation operation, Form form, boolean hasToken, AtomicBoolean hasEnded) {
        String what = operation + " " + form + (hasToken ? "" : " without a token");
        try (Socket socket = new Socket(parley.url().getHost(), parley.url().getPort())) {
            sockets.add(socket);
            socket.setSoTimeout((int) SILENCE.toMillis());
            byte[] body = operation.hasBody() ? body(form, operation.limit()) : new byte[0];
            try {
                send(socket, head(known.join(), operation, form, hasToken, body), form, body);
            } catch (IOException endedEarly) {
                // The server may have answered before it closed the connection.
            }
            String answer = new String(socket.getInputStream().readNBytes(4_000), StandardCharsets.UTF_8);
            int status = answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
            boolean isOverload = status == 503 && answer.contains("Retry-After: 1\r\n");
            if (hasEnded.get()) {
                return;
            }
            answers.merge(form + " " + status, 1, Integer::sum);
            if (status == 0 || status >= 500 && !isOverload) {
                faults.add(what + " was answered " + (answer.isEmpty() ? "nothing" : answer));
            }
            while (socket.getInputStream().skip(1 << 20) > 0) {
                // Reads to the end: the response may be large.
            }
        } catch (IOException e) {
            if (!hasEnded.get()) {
                faults.add(what + ": " + e);
            }
        } finally {
            sockets.removeIf(Socket::isClosed);
        }
    }

    private static String head(Credentials credentials, Operation operation, Form form, boolean hasToken, byte[] body) {
        Credentials.ProjectAccess project = credentials.projects().getFirst();
        boolean isOfBots = operation.path.contains("/external-bot/");
        String path = operation
                .path
                .replaceAll("\\{[^}]*oken[^}]*}", isOfBots ? project.ingestToken() : project.projectToken())
                // An id that does not exist, so that data of other requests is not changed.
                .replaceAll("\\{[^}]*}", "987654321");
        return operation.method + " " + path + "?size=1000&projectShortName=" + project.shortName()
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (hasToken
                        ? "Authorization: Bearer "
                                + (operation.path.contains("/ingest/")
                                        ? project.ingestToken()
                                        : credentials.unifiedToken())
                                + "\r\n"
                        : "")
                + (operation.hasBody()
                        ? "Content-Type: " + form.contentType() + "\r\n"
                                + (form == Form.BOMB ? "Content-Encoding: gzip\r\n" : "")
                                + (form == Form.CHUNKED
                                        ? "Transfer-Encoding: chunked\r\n"
                                        : "Content-Length: " + body.length + "\r\n")
                        : "")
                + "\r\n";
    }

    private static void send(Socket socket, String head, Form form, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        if (body.length == 0) {
            return;
        }
        switch (form) {
            case CHUNKED -> {
                for (int from = 0; from < body.length; from += 1 << 16) {
                    int length = Math.min(1 << 16, body.length - from);
                    out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                    out.write(body, from, length);
                    out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            case SLOW -> {
                // Sends half of the body, and the rest never.
                out.write(body, 0, body.length / 2);
                try {
                    Thread.sleep(500);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                socket.shutdownOutput();
            }
            default -> out.write(body);
        }
    }

    // ---- Small requests

    private void askUntilTheEnd(PackagedParley parley) {
        while (!isOver) {
            timed(
                    parley,
                    "/api/v1/reporter/messages/filter?size=20",
                    known.join().unifiedToken(),
                    "{\"filters\":[]}");
        }
    }

    private void reportUntilTheEnd(PackagedParley parley) {
        String token = known.join().projects().getFirst().ingestToken();
        for (int i = 0; !isOver; i++) {
            timed(parley, "/api/v1/ingest/messages", token, "[" + message("honest-" + i) + "]");
        }
    }

    private void timed(PackagedParley parley, String path, String token, String body) {
        long begun = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(parley.url().resolve(path))
                            .timeout(SILENCE)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            latencies.add(Duration.ofNanos(System.nanoTime() - begun));
            answers.merge("honest " + answer.statusCode(), 1, Integer::sum);
            boolean isOverload = answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isPresent();
            if (answer.statusCode() != 200 && !isOverload) {
                faults.add("a small request was answered " + answer.statusCode() + " " + answer.body());
            }
            Thread.sleep(50);
        } catch (IOException e) {
            faults.add("a small request: " + e + ", because of " + e.getCause() + ", after "
                    + Duration.ofNanos(System.nanoTime() - begun));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- Bodies

    private byte[] body(Form form, int limit) {
        return bodies.computeIfAbsent(form + " " + limit, name -> form.body(limit));
    }

    private static byte[] repeated(String before, String again, String after, int limit) {
        byte[] piece = again.getBytes(StandardCharsets.UTF_8);
        byte[] end = after.getBytes(StandardCharsets.UTF_8);
        int times = (limit - before.length() - end.length) / piece.length;
        byte[] body = Arrays.copyOf(
                before.getBytes(StandardCharsets.UTF_8), before.length() + times * piece.length + end.length);
        for (int i = 0; i < times; i++) {
            System.arraycopy(piece, 0, body, before.length() + i * piece.length, piece.length);
        }
        System.arraycopy(end, 0, body, body.length - end.length, end.length);
        return body;
    }

    private static byte[] members(int limit) {
        StringBuilder body = new StringBuilder("{\"a\":1");
        for (int i = 0; body.length() < limit - 20; i++) {
            body.append(",\"").append(Integer.toString(i, 36)).append("\":{}");
        }
        return body.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] messages(int limit) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; body.length() < limit - 1_000; i++) {
            body.append(message(Integer.toString(i))).append('\n');
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String message(String id) {
        return "{\"botId\":\"b\",\"channelType\":\"telegram\",\"client\":{\"id\":\"c\"},\"sessionId\":\"s\",\"questionId\":\""
                + id
                + "\",\"timestamp\":\"2026-03-01T10:00:00Z\",\"question\":\"" + "hello ".repeat(50)
                + "\",\"textAnswer\":\"hi\",\"responseData\":{\"replies\":[{\"type\":\"text\",\"text\":\"hi\"}]}}";
    }

    private static byte[] gzipped(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
