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
 * Bots that report until their server is gone: one names its sessions and reports by batch or log by log, one leaves them to be cut by
 * silence and reports delivery statuses, too.
 */
final class Traffic {
    /** After so long a silence another session begins, where the bot names none. */
    static final Duration SILENCE = Duration.ofMinutes(30);

    private static final String BOT = "1000001-crash-1000001-aBc-11";
    private static final String BOT_WITHOUT_SESSIONS = "1000001-silent-1000001-aBc-12";
    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final JsonNode LOG =
            Reporter.JSON.readTree(JaicfLogs.processLogs().getFirst());

    private final String ingestToken;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<Request> sent = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> statuses = ConcurrentHashMap.newKeySet();
    /** Guarded by itself. */
    private final List<Said> promised = new ArrayList<>();

    Traffic(String ingestToken) {
        this.ingestToken = ingestToken;
    }

    /**
     * What a client said, and when: to be found again.
     *
     * @param sessionId empty where the bot names none
     */
    record Said(String questionId, String botId, String sessionId, String clientId, Instant time, String question) {
        boolean isInNamedSession() {
            return !sessionId.isEmpty();
        }

        /** The same, in the session that Parley has put it in. */
        Said in(String sessionId) {
            return new Said(questionId, botId, sessionId, clientId, time, question);
        }
    }

    private enum Way {
        /** One message as JAICF's log. */
        LOG,
        /** Messages in one call. */
        BATCH,
        /** That a message was read, which the message may not have come before. */
        STATUS
    }

    /** One call with what it speaks of. */
    private record Request(Way way, List<Said> said) {}

    /** What the server said of a batch. */
    record Answer(int accepted, int duplicates) {
        Answer plus(Answer other) {
            return new Answer(accepted + other.accepted, duplicates + other.duplicates);
        }
    }

    /** Reports until the server is gone; every log on a connection of its own. */
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
            // What was under way may be there or not.
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

    /** A message that the server promised to keep; empty before the first. */
    Optional<Said> anyPromised(Random dice) {
        synchronized (promised) {
            return promised.isEmpty() ? Optional.empty() : Optional.of(promised.get(dice.nextInt(promised.size())));
        }
    }

    /** A session's messages in any order, in calls of both kinds. */
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

    /** A client's messages in any order, so that one that comes late joins what were two sessions; some have a status. */
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

    /** Sends all calls once more, answered or not, several at a time. @return what became of the messages in batches */
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
                ArrayNode batch = Reporter.JSON.createArrayNode();
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
            return Reporter.JSON.readTree(response.body());
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
        ObjectNode message = Reporter.JSON.createObjectNode();
        message.put("questionId", said.questionId());
        if (said.isInNamedSession()) {
            message.put("sessionId", said.sessionId());
        }
        message.put("botId", said.botId());
        // Of this channel statuses are shown.
        message.put("channelType", said.isInNamedSession() ? "chatapi" : "vk");
        message.putObject("client").put("id", said.clientId()).put("firstName", "Anna");
        message.put("timestamp", said.time().toString());
        message.put("question", said.question());
        message.put("textAnswer", "42");
        return message;
    }

    private static ObjectNode status(Said said) {
        return Reporter.JSON
                .createObjectNode()
                .put("questionId", said.questionId())
                .put("botId", said.botId())
                .put("status", "READ")
                .put("timestamp", said.time().toString());
    }

    /** A real log that says something else. */
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

    /** All that was sent, arrived or not. */
    List<Said> sent() {
        return sent.stream()
                .filter(request -> request.way() != Way.STATUS)
                .flatMap(request -> request.said().stream())
                .toList();
    }

    /** How many of the messages sent were in batches. */
    int sentInBatches() {
        return sent.stream()
                .filter(request -> request.way() == Way.BATCH)
                .mapToInt(request -> request.said().size())
                .sum();
    }

    /** The ids of the messages that the server promised to keep. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** The ids of the messages of which the server promised to know that they were read. */
    Set<String> readMessages() {
        return statuses;
    }
}
