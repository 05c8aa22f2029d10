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

/** Bots that report one session after the other, by batch or log by log, until their server is gone. */
final class Traffic {
    private static final String BOT = "1000001-crash-1000001-aBc-11";
    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final JsonNode LOG = Reporter.JSON.readTree(JaicfLogs.processLogs().getFirst());

    private final String ingestToken;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<Request> sent = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    Traffic(String ingestToken) {
        this.ingestToken = ingestToken;
    }

    /** What a client said, and when: to be found again. */
    record Said(String questionId, String sessionId, String clientId, Instant time, String question) {}

    /** One call with what it reports; a log, or a batch. */
    private record Request(List<Said> said, boolean log) {}

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
                for (Request request : session(dice)) {
                    sent.add(request);
                    send(server, request);
                    request.said().forEach(said -> acknowledged.add(said.questionId()));
                }
            }
        } catch (IOException gone) {
            // What was under way may be there or not.
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
            all.add(new Said(uuid(dice), session, client, time, "Question " + i + ": какой у меня баланс? 🙂"));
        }
        Collections.shuffle(all, dice);
        List<Request> requests = new ArrayList<>();
        for (int from = 0; from < all.size(); ) {
            boolean log = dice.nextBoolean();
            int to = log ? from + 1 : Math.min(all.size(), from + 1 + dice.nextInt(20));
            requests.add(new Request(List.copyOf(all.subList(from, to)), log));
            from = to;
        }
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
        sent.forEach(request -> request.said().forEach(said -> acknowledged.add(said.questionId())));
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
        if (request.log()) {
            JaicfBot.Answer answer =
                    new JaicfBot(server, ingestToken).processLogs(log(request.said().getFirst()).toString());
            require(answer.status(), answer.body());
            return new Answer(0, 0);
        }
        ArrayNode batch = Reporter.JSON.createArrayNode();
        request.said().forEach(said -> batch.add(message(said)));
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(server.resolve("/api/v1/ingest/messages"))
                            .timeout(Duration.ofSeconds(60))
                            .header("Authorization", "Bearer " + ingestToken)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(batch.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            require(response.statusCode(), response.body());
            JsonNode answer = Reporter.JSON.readTree(response.body());
            return new Answer(answer.get("accepted").intValue(), answer.get("duplicates").intValue());
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
        message.put("sessionId", said.sessionId());
        message.put("botId", BOT);
        message.put("channelType", "chatapi");
        message.putObject("client").put("id", said.clientId()).put("firstName", "Anna");
        message.put("timestamp", said.time().toString());
        message.put("question", said.question());
        message.put("textAnswer", "42");
        return message;
    }

    /** A real log that says something else. */
    private static ObjectNode log(Said said) {
        ObjectNode log = (ObjectNode) LOG.deepCopy();
        log.put("bot", BOT).put("botId", BOT);
        log.put("userId", "chatapi-" + BOT + "-" + said.clientId());
        ((ObjectNode) log.get("user")).removeAll().put("id", said.clientId()).put("firstName", "Anna");
        log.put("questionId", said.questionId()).put("sessionId", said.sessionId());
        log.put("timestamp", said.time().toEpochMilli() + log.get("processingTime").longValue());
        log.put("query", said.question());
        ((ObjectNode) log.get("request")).put("query", said.question());
        ((ObjectNode) log.at("/response/responseData")).put("sessionId", said.sessionId());
        return log;
    }

    /** All that was sent, arrived or not. */
    List<Said> sent() {
        return sent.stream().flatMap(request -> request.said().stream()).toList();
    }

    /** How many of the messages sent were in batches. */
    int sentInBatches() {
        return sent.stream().filter(request -> !request.log()).mapToInt(request -> request.said().size()).sum();
    }

    /** The ids of the messages that the server promised to keep. */
    Set<String> acknowledged() {
        return acknowledged;
    }
}
