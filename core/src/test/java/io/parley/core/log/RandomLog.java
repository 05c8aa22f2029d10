// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import io.parley.core.log.Analytics.MessageLabelName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random records over a small world, so that they meet: few bots, clients, sessions and words, times that coincide. */
public final class RandomLog {
    public static final List<String> SESSION_LABELS = List.of("vip", "Возврат", "spam");
    public static final List<String> WORDS = List.of(
            "refund",
            "REFUND",
            "Возврат денег",
            "возврат",
            "100%",
            "a_b",
            "it's",
            "\"quoted\"",
            "back\\slash",
            "ёж",
            "ЁЖ",
            "привет 🙂",
            "ΟΔΟΣ",
            "οδος",
            "straße",
            "",
            " ",
            "/start",
            "日本",
            "İstanbul",
            "ısı",
            "a\tb",
            "x\u0000y");
    public static final List<String> CHANNELS = List.of("telegram", "Telegram", "viber", "vk", "RESTERISK");
    public static final List<String> DATA_HEADERS = List.of("Product", "City", "product", "Город");
    public static final List<String> MODELS = List.of("gpt-5", "GPT-5", "claude", "модель");
    public static final List<String> TOOLS = List.of("search", "поиск", "it's");
    public static final List<String> TOPICS = List.of("cards", "Кредиты", "a'b");
    public static final List<String> LABEL_GROUPS = List.of("Tone", "Тема");
    public static final List<String> LABEL_NAMES = List.of("good", "bad", "other", "no such label");
    public static final List<String> STATES =
            List.of("/", "/a", "/a/b", "/ab", "/c", "/a/b/d", "/a/catchAll", "/NoMatch/a");
    private static final List<String> RESPONSES = List.of(
            "{\"replies\":[]}",
            "{\"replies\":[{\"type\":\"text\",\"text\":\"Возврат денег\",\"state\":\"/a\"},"
                    + "{\"type\":\"buttons\",\"buttons\":[{\"text\":\"REFUND\"},{\"text\":\"100%\"}]}]}",
            "{\"replies\":[{\"type\":\"raw\",\"body\":{\"title\":\"it's\"}}]}",
            "{\"replies\":[{\"type\":\"switch\",\"firstMessage\":\"help\"}]}",
            "{\"replies\":[{\"type\":\"switch\",\"oneTimeMessage\":true}]}",
            "{\"replies\":\"odd\"}",
            "{}");
    public static final List<String> BOTS = List.of("bot-1", "bot-2", "Bot-2");

    private static final Map<String, String> CHANNEL_OF =
            Map.of("bot-1", "telegram", "bot-2", "Viber", "Bot-2", "resterisk");

    public static final List<String> CLIENTS = List.of("anna", "Борис", "471177", "c%", "d");
    public static final Instant START = Instant.parse("2021-02-14T21:00:00Z");

    private static final List<String> SESSIONS = List.of("s1", "s2", "s3", "сессия");
    private static final Duration PERIOD = Duration.ofDays(8);

    private final Random random;
    private final Instant start;

    public RandomLog(Random random) {
        this(random, START);
    }

    /** The same world in other days, in sessions of their own. */
    public RandomLog(Random random, Instant start) {
        this.random = random;
        this.start = start;
    }

    /** Messages with other versions, parts and repeats among them, in random order, which says nothing: of each at most one report has no version. */
    public List<LogRecord> records(int count) {
        List<LogRecord> records = new ArrayList<>();
        while (records.size() < count) {
            LogRecord.Message message =
                    version(message(new UUID(random.nextLong(), random.nextLong()).toString()), random.nextBoolean());
            records.add(message);
            if (random.nextInt(8) == 0) {
                records.add(message);
            }
            if (random.nextInt(8) == 0 && message.origin().sessionId() != null) {
                records.add(version(anotherVersion(message), false));
            }
            if (random.nextInt(8) == 0 && message.origin().sessionId() != null) {
                records.add(version(part(message), false));
            }
            if (random.nextInt(8) == 0) {
                records.add(new LogRecord.Status(
                        random.nextBoolean() ? message.origin().botId() : null,
                        message.turn().questionId(),
                        one(List.of(MessageStatus.values())),
                        moment()));
            }
            if (random.nextInt(20) == 0) {
                records.add(new LogRecord.Reaction(
                        message.origin().botId(),
                        message.origin().clientId(),
                        "" + random.nextInt(3),
                        message.origin().sessionId(),
                        random.nextBoolean() ? message.turn().questionId() : null,
                        one(List.of("👍", "👎")),
                        moment()));
            }
            if (random.nextInt(20) == 0 && message.origin().sessionId() != null) {
                // Of a bot that asks again some do not say when they asked first.
                for (int i = random.nextInt(3); i >= 0; i--) {
                    records.add(new LogRecord.Transfer(
                            message.origin().botId(),
                            message.origin().clientId(),
                            message.origin().sessionId(),
                            message.turn().questionId(),
                            message.turn().time().plusSeconds(i)));
                }
            }
        }
        Collections.shuffle(records, random);
        return records;
    }

    private LogRecord.Message message(String questionId) {
        return new LogRecord.Message(origin(), turn(questionId));
    }

    /** The same message in another version, sometimes in another session of the same client. */
    private LogRecord.Message anotherVersion(LogRecord.Message message) {
        Origin was = message.origin();
        Origin origin = random.nextBoolean()
                ? was
                : new Origin(was.botId(), was.channelType(), was.clientId(), was.clientNames(), ownSession());
        return new LogRecord.Message(origin, turn(message.turn().questionId()));
    }

    private LogRecord.Message version(LogRecord.Message message, boolean none) {
        return none ? message : message.withVersion(random.nextInt(4));
    }

    /** Some members of the same message, with other values. */
    private LogRecord.Message part(LogRecord.Message message) {
        Set<MessageMember> members = EnumSet.of(MessageMember.CLIENT);
        for (MessageMember member : MessageMember.values()) {
            // Comes with the answer.
            if (member == MessageMember.USAGE ? members.contains(MessageMember.TEXT_ANSWER) : random.nextBoolean()) {
                members.add(member);
            }
        }
        if (!members.containsAll(Set.of(MessageMember.SESSION, MessageMember.TIME))) {
            // What it says of the session or the client holds where the message is, and then: known to a report that
            // comes alone is neither.
            members.remove(MessageMember.ANALYTICS);
        }
        Origin was = message.origin();
        Origin origin = new Origin(
                was.botId(),
                was.channelType(),
                was.clientId(),
                members.contains(MessageMember.TIME) ? was.clientNames() : ClientNames.NONE,
                members.contains(MessageMember.SESSION) ? ownSession() : null);
        Turn said = turn(message.turn().questionId());
        Turn turn = Turn.builder(said.questionId(), said.time()).build().with(said, members);
        return new LogRecord.Message(origin, turn, false, null, members);
    }

    private Origin origin() {
        ClientNames names = random.nextInt(3) == 0
                ? ClientNames.NONE
                : new ClientNames(maybe("Anna", "Анна"), maybe("Probe", "ПРОБА"), maybe("anna_p", "пользователь"));
        String bot = one(BOTS);
        return new Origin(bot, Objects.requireNonNull(CHANNEL_OF.get(bot)), one(CLIENTS), names, sessionId());
    }

    private @Nullable String sessionId() {
        return random.nextInt(5) == 0 ? null : ownSession();
    }

    private String ownSession() {
        return start.equals(START) ? one(SESSIONS) : one(SESSIONS) + " of " + start;
    }

    private Turn turn(String questionId) {
        boolean query = random.nextInt(4) > 0;
        Instant moment = moment();
        return Turn.builder(questionId, moment)
                .question(query ? one(WORDS) : null)
                .event(query ? null : one(List.of("fileEvent", "hangup", "noMatch")))
                .textAnswer(maybe("Your balance is 42", "Ваш баланс 42\n\nЧто ещё?"))
                .nlp(new Nlp(
                        random.nextInt(4) == 0 ? null : one(STATES),
                        random.nextInt(4) == 0 ? null : one(STATES),
                        maybe("/", "/a"),
                        null,
                        null,
                        random.nextDouble(),
                        maybe("Balance", "Balance/Card"),
                        one(List.of(
                                "regexActivator", "cailaIntentActivator", "catchAllActivator", "CatchAllActivator"))))
                .responseData(random.nextBoolean() ? new RawJson(one(RESPONSES)) : null)
                .processingTimeMs(random.nextBoolean() ? random.nextInt(1000) : null)
                .exception(random.nextInt(10) == 0 ? "java.lang.Error: boom" : null)
                .comment(random.nextInt(10) == 0 ? one(WORDS) : null)
                .livechat(random.nextInt(20) == 0)
                .test(random.nextInt(20) == 0)
                .call(
                        random.nextInt(6) == 0
                                ? new PhoneCall((long) random.nextInt(3), random.nextBoolean(), maybe("rec-1", "rec-2"))
                                : PhoneCall.NONE)
                .analytics(random.nextInt(4) == 0 ? analytics() : Analytics.NONE)
                .usage(usage(new Random(31L * questionId.hashCode() + moment.hashCode())))
                .build();
    }

    private static Usage usage(Random random) {
        if (random.nextInt(3) > 0) {
            return Usage.NONE;
        }
        return new Usage(
                random.nextBoolean() ? List.of(one(random, MODELS), one(random, MODELS)) : List.of(),
                random.nextBoolean() ? List.of(one(random, TOOLS)) : List.of(),
                random.nextBoolean() ? (long) random.nextInt(1000) : null,
                random.nextBoolean() ? (long) random.nextInt(1000) : null,
                random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(1000), 3) : null);
    }

    private Analytics analytics() {
        return new Analytics(
                maybe("Done", "Отказ"),
                random.nextBoolean() ? Map.of(one(DATA_HEADERS), one(WORDS)) : Map.of(),
                random.nextBoolean() ? List.of(one(SESSION_LABELS), "unknown label") : List.of(),
                random.nextBoolean()
                        ? List.of(
                                new MessageLabelName(one(LABEL_NAMES), random.nextBoolean() ? one(LABEL_GROUPS) : null))
                        : List.of(),
                random.nextBoolean() ? (double) random.nextInt(5) : null,
                random.nextBoolean() ? List.of(one(TOPICS)) : List.of(),
                random.nextBoolean() ? List.of(one(TOPICS), one(TOPICS)) : List.of(),
                random.nextInt(3) == 0 ? random.nextBoolean() : null,
                random.nextInt(4) == 0 ? campaign(maybe("camp-1", "camp-2"), maybe("agreed", "нет")) : null);
    }

    /** Null for a campaign without id and result, which no report contains. */
    private static Analytics.@Nullable TextCampaign campaign(@Nullable String id, @Nullable String result) {
        return id == null && result == null ? null : new Analytics.TextCampaign(id, result);
    }

    /** One of a few hundred moments, so that some coincide. */
    public Instant moment() {
        long steps = 400;
        return start.plusMillis(PERIOD.toMillis() / steps * random.nextLong(steps));
    }

    private @Nullable String maybe(String one, String other) {
        return switch (random.nextInt(3)) {
            case 0 -> one;
            case 1 -> other;
            default -> null;
        };
    }

    public <T> T one(List<T> choices) {
        return one(random, choices);
    }

    private static <T> T one(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
