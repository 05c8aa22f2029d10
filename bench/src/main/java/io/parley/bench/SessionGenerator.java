// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import io.parley.core.log.Analytics;
import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.Nlp;
import io.parley.core.log.Origin;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.RawJson;
import io.parley.core.log.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A generator of random sessions, ordered by start and spread evenly over a year. On average a session has ten
 * messages, a client five sessions, a message a payload of about 700 bytes and one status.
 */
final class SessionGenerator {
    static final Instant START = Instant.parse("2025-11-01T00:00:00Z");
    static final Duration LENGTH = Duration.ofDays(365);
    static final int MESSAGES_A_SESSION = 10;
    private static final int SESSIONS_A_CLIENT = 5;

    private static final List<String> CHANNELS = List.of("telegram", "whatsapp", "chatwidget", "viber");
    /** Statuses reported by channels, in order. */
    private static final Map<String, List<MessageStatus>> REPORTED = Map.of(
            "telegram", List.of(MessageStatus.SENT, MessageStatus.DELIVERED),
            "viber", List.of(MessageStatus.DELIVERED, MessageStatus.READ));

    private static final String[] TOPICS = {
        "order",
        "refund",
        "delivery",
        "card",
        "payment",
        "address",
        "password",
        "tariff",
        "invoice",
        "appointment",
        "заказ",
        "возврат",
        "доставка",
        "карта",
        "оплата",
        "адрес",
        "пароль",
        "тариф",
        "счёт",
        "запись"
    };
    private static final String[] ASKED = {
        "where is my %s number %d", "I would like to change the %s %d please", "what about %s, it was %d days ago",
                "cancel %s %d",
        "что с моим вопросом про %s, номер %d", "как изменить %s %d", "%s %d, пожалуйста", "no, the other %s, %d"
    };
    private static final String[] RESULTS = {"solved", "not solved", "handed over", "abandoned"};

    private final String prefix;
    private final Instant start;
    private final Duration length;
    private final SplittableRandom random;
    private final long sessions;
    private final long clients;
    private long made;

    SessionGenerator(long seed, long messages) {
        this(seed, messages, "", START, LENGTH);
    }

    /**
     * Creates a generator of sessions that differ from those of a store.
     *
     * @param prefix prefix of session and message ids
     */
    SessionGenerator(long seed, long messages, String prefix, Instant start, Duration length) {
        this.prefix = prefix;
        this.start = start;
        this.length = length;
        this.random = new SplittableRandom(seed);
        this.sessions = messages / MESSAGES_A_SESSION;
        this.clients = Math.max(1, sessions / SESSIONS_A_CLIENT);
    }

    long sessions() {
        return sessions;
    }

    /** Returns the index of the next session's project: 0 for about half of the sessions, else random. */
    int project(int projects) {
        return random.nextInt(4) < 2 ? 0 : random.nextInt(projects);
    }

    /** Returns the messages of the next session. */
    List<LogRecord.Message> session() {
        long number = made++;
        Instant time = start.plusMillis(length.toMillis() * number / sessions);
        long client = random.nextLong(clients);
        String channel = CHANNELS.get((int) (client % CHANNELS.size()));
        Origin origin = new Origin(
                "bot-" + client % 6,
                channel,
                "c" + client,
                new ClientNames("Name" + client % 5_000, client % 3 == 0 ? null : "Family" + client % 7_000, null),
                prefix + "s" + number);
        // 4 to 16 messages, 10 on average.
        int length = MESSAGES_A_SESSION - 6 + random.nextInt(13);
        List<LogRecord.Message> messages = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            messages.add(new LogRecord.Message(origin, turn(prefix + "q" + number + "-" + i, time, i, length)));
            time = time.plusMillis(2_000 + random.nextInt(40_000));
        }
        return messages;
    }

    /** Returns the statuses that the channel reports for a session's messages. */
    static List<LogRecord.Status> statuses(List<LogRecord.Message> session) {
        List<LogRecord.Status> statuses = new ArrayList<>();
        for (LogRecord.Message message : session) {
            Instant at = message.turn().time();
            for (MessageStatus status : REPORTED.getOrDefault(message.origin().channelType(), List.of())) {
                at = at.plusSeconds(2);
                statuses.add(new LogRecord.Status(
                        message.origin().botId(), message.turn().questionId(), status, at));
            }
        }
        return statuses;
    }

    private Turn turn(String id, Instant time, int place, int length) {
        String topic = TOPICS[random.nextInt(TOPICS.length)];
        int number = random.nextInt(100_000);
        String state = "/S" + random.nextInt(12) + "/Step" + random.nextInt(8);
        String asked = ASKED[random.nextInt(ASKED.length)].formatted(topic, number);
        String answer = "We have looked at your " + topic + " with the number " + number
                + ". Is there anything else that we can do for you?";
        boolean opening = place == 0 && random.nextInt(4) == 0;
        Turn.Builder turn = Turn.builder(id, time)
                .textAnswer(answer)
                .nlp(new Nlp(state, state, null, null, null, random.nextInt(100) / 100.0, "intent", "intent"))
                .requestData(new RawJson("{\"query\":\"" + asked + "\",\"number\":" + number + "}"))
                .responseData(
                        new RawJson("{\"replies\":[{\"type\":\"text\",\"text\":\"" + answer + "\",\"state\":\"" + state
                                + "\"},{\"type\":\"buttons\",\"buttons\":[{\"text\":\"Yes\"},{\"text\":\"No\"}]}],\"context\":{\"topic\":\""
                                + topic
                                + "\",\"step\":" + place + ",\"of\":" + length + "}}"))
                .processingTimeMs(20 + random.nextInt(800))
                .call(PhoneCall.NONE);
        if (random.nextInt(200) == 0) {
            turn.exception("java.net.SocketTimeoutException: the service for " + topic + " did not answer");
        }
        if (place == length - 1) {
            turn.analytics(new Analytics(RESULTS[random.nextInt(RESULTS.length)], Map.of(), List.of(), List.of()));
        }
        return opening ? turn.event("/start").build() : turn.question(asked).build();
    }
}
