// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bots that ingest until their server ends. One sends session ids, and ingests by batch or log by log. The other
 * sends no session ids, so that silences separate its sessions; it also sends delivery statuses.
 */
final class BotTraffic {
    /** Silence after which a new session begins, for a bot without session ids. */
    static final Duration SILENCE = Duration.ofMinutes(30);

    private static final String BOT = "1000001-crash-1000001-aBc-11";
    private static final String BOT_WITHOUT_SESSIONS = "1000001-silent-1000001-aBc-12";
    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final JsonNode LOG =
            ReporterClient.JSON.readTree(JaicfLogs.processLogs().getFirst());

    private final String ingestToken;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<Request> sent = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> statuses = ConcurrentHashMap.newKeySet();
    /** Guarded by its own monitor. */
    private final List<Said> promised = new ArrayList<>();

    BotTraffic(String ingestToken) {
        this.ingestToken = ingestToken;
    }

    /**
     * Message of a client, with the values by which it is found again.
     *
     * @param sessionId empty if the bot sends no session ids
     */
    record Said(String questionId, String botId, String sessionId, String clientId, Instant time, String question) {
        boolean isInNamedSession() {
            return !sessionId.isEmpty();
        }

        /** Returns the same message in the session to which Parley assigned it. */
        Said in(String sessionId) {
            return new Said(questionId, botId, sessionId, clientId, time, question);
        }
    }

    private enum Way {
        /** One message as a log of JAICF. */
        LOG,
        /** Messages in one batch. */
        BATCH,
        /** Status that a message was read, which must not arrive before the message. */
        STATUS
    }

    /** One request with its messages. */
    private record Request(Way way, List<Said> said) {}

    /** Server's answer to a batch. */
    record Answer(int accepted, int duplicates) {
        Answer plus(Answer other) {
            return new Answer(accepted + other.accepted, duplicates + other.duplicates);
        }
    }

    /** Ingests until the server ends; every log has its own connection. */
    void reportUntilTheServerIsGone(URI server, Random dice) {
        try {
            while (true) {
                for (Request request : dice.nextInt(4) == 0 ? silentClient(dice) : session(dice)) {
                    sent.add(request);
                    send(server, request);
                    acknowledge(request);
                }
            }
        } catch (IOException gone) {
            // Requests in flight may or may not have been executed.
        }
    }

    private void acknowledge(Request request) {
        for (Said said : request.said()) {
            if (request.way() == Way.STATUS) {
                statuses.add(said.questionId());
            } else if (acknowledged.add(said.questionId())) {
                synchronized (promised) {
                    promised.add(said);
                }
            }
        }
    }

    /** Returns an acknowledged message; empty before the first. */
    Optional<Said> anyPromised(Random dice) {
        synchronized (promised) {
            return promised.isEmpty() ? Optional.empty() : Optional.of(promised.get(dice.nextInt(promised.size())));
        }
    }

    /** Returns a session's messages in random order, in requests of both kinds. */
    private static List<Request> session(Random dice) {
        String client = "client-" + dice.nextInt(200);
        String session = "chatapi-" + BOT + "-" + client + "-" + uuid(dice);
        Instant start = BEGIN.plusMillis(dice.nextLong(Duration.ofDays(3).toMillis()));
        List<Said> all = new ArrayList<>();
        for (int i = dice.nextInt(40); i >= 0; i--) {
            Instant time = start.plusSeconds(10L * i).plusMillis(dice.nextInt(9000));
            all.add(new Said(uuid(dice), BOT, session, client, time, "Question " + i + ": какой у меня баланс? 🙂"));
        }
        Collections.shuffle(all, dice);
        List<Request> requests = new ArrayList<>();
        for (int from = 0; from < all.size(); ) {
            boolean log = dice.nextBoolean();
            int to = log ? from + 1 : Math.min(all.size(), from + 1 + dice.nextInt(20));
            requests.add(new Request(log ? Way.LOG : Way.BATCH, List.copyOf(all.subList(from, to))));
            from = to;
        }
        return requests;
    }

    /** Returns a client's messages in random order, so that a late one joins two sessions; some have a status. */
    private static List<Request> silentClient(Random dice) {
        String client = "silent-" + uuid(dice);
        Instant time = BEGIN.plusMillis(dice.nextLong(Duration.ofDays(3).toMillis()));
        List<Request> requests = new ArrayList<>();
        for (int i = dice.nextInt(15); i >= 0; i--) {
            time = time.plusMillis(
                    1 + dice.nextLong(SILENCE.multipliedBy(3).dividedBy(2).toMillis()));
            List<Said> said = List.of(new Said(uuid(dice), BOT_WITHOUT_SESSIONS, "", client, time, "Hello " + i));
            requests.add(new Request(Way.BATCH, said));
            if (dice.nextBoolean()) {
                requests.add(new Request(Way.STATUS, said));
            }
        }
        Collections.shuffle(requests, dice);
        return requests;
    }

    private static String uuid(Random dice) {
        return new UUID(dice.nextLong(), dice.nextLong()).toString();
    }

    /** Sends all requests again, answered or not, several at a time. @return the sum of the answers to batches */
    Answer resend(URI server, int atOnce) {
        Answer all;
        try (ExecutorService bots = Executors.newFixedThreadPool(atOnce)) {
            all = sent.stream()
                    .map(request -> CompletableFuture.supplyAsync(() -> sendAgain(server, request), bots))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .reduce(new Answer(0, 0), Answer::plus);
        }
        sent.forEach(this::acknowledge);
        return all;
    }

    private Answer sendAgain(URI server, Request request) {
        try {
            return send(server, request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer send(URI server, Request request) throws IOException {
        return switch (request.way()) {
            case LOG -> {
                JaicfBot.Answer answer = new JaicfBot(server, ingestToken)
                        .processLogs(log(request.said().getFirst()).toString());
                require(answer.status(), answer.body());
                yield new Answer(0, 0);
            }
            case BATCH -> {
                ArrayNode batch = ReporterClient.JSON.createArrayNode();
                request.said().forEach(said -> batch.add(message(said)));
                JsonNode answer = post(server.resolve("/api/v1/ingest/messages"), batch);
                yield new Answer(
                        answer.get("accepted").intValue(),
                        answer.get("duplicates").intValue());
            }
            case STATUS -> {
                post(
                        server.resolve("/api/v1/ingest/statuses"),
                        status(request.said().getFirst()));
                yield new Answer(0, 0);
            }
        };
    }

    private JsonNode post(URI address, JsonNode body) throws IOException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(60))
                            .header("Authorization", "Bearer " + ingestToken)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            require(response.statusCode(), response.body());
            return ReporterClient.JSON.readTree(response.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(int status, String body) {
        if (status != 200) {
            throw new AssertionError("the server answers " + status + ": " + body);
        }
    }

    private static ObjectNode message(Said said) {
        ObjectNode message = ReporterClient.JSON.createObjectNode();
        message.put("questionId", said.questionId());
        if (said.isInNamedSession()) {
            message.put("sessionId", said.sessionId());
        }
        message.put("botId", said.botId());
        // Statuses are shown for this channel.
        message.put("channelType", said.isInNamedSession() ? "chatapi" : "vk");
        message.putObject("client").put("id", said.clientId()).put("firstName", "Anna");
        message.put("timestamp", said.time().toString());
        message.put("question", said.question());
        message.put("textAnswer", "42");
        return message;
    }

    private static ObjectNode status(Said said) {
        return ReporterClient.JSON
                .createObjectNode()
                .put("questionId", said.questionId())
                .put("botId", said.botId())
                .put("status", "READ")
                .put("timestamp", said.time().toString());
    }

    /** Returns a real log with another message in it. */
    private static ObjectNode log(Said said) {
        ObjectNode log = (ObjectNode) LOG.deepCopy();
        log.put("bot", BOT).put("botId", BOT);
        log.put("userId", "chatapi-" + BOT + "-" + said.clientId());
        ((ObjectNode) log.get("user")).removeAll().put("id", said.clientId()).put("firstName", "Anna");
        log.put("questionId", said.questionId()).put("sessionId", said.sessionId());
        log.put(
                "timestamp",
                said.time().toEpochMilli() + log.get("processingTime").longValue());
        log.put("query", said.question());
        ((ObjectNode) log.get("request")).put("query", said.question());
        ((ObjectNode) log.at("/response/responseData")).put("sessionId", said.sessionId());
        return log;
    }

    /** Returns all messages that were sent, acknowledged or not. */
    List<Said> sent() {
        return sent.stream()
                .filter(request -> request.way() != Way.STATUS)
                .flatMap(request -> request.said().stream())
                .toList();
    }

    /** Returns the number of messages that were sent in batches. */
    int sentInBatches() {
        return sent.stream()
                .filter(request -> request.way() == Way.BATCH)
                .mapToInt(request -> request.said().size())
                .sum();
    }

    /** Returns the ids of acknowledged messages. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Returns the ids of messages with an acknowledged status. */
    Set<String> readMessages() {
        return statuses;
    }
}
