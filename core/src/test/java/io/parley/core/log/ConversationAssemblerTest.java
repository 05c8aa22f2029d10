// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.log.ConversationAssembler.Exchange;
import io.parley.core.log.Piece.Author;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConversationAssemblerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void whatTheBotSaysAnswersTheOpenQuestion() {
        List<LogRecord.Message> messages = messages(
                client("q1", 0).text("Hello").build(),
                bot("a1", 1).text("Hi!").build(),
                bot("a2", 2).text("How can I help?").build(),
                client("q2", 3).text("Balance").build(),
                bot("a3", 4).text("42").build());
        assertThat(messages).hasSize(2);
        Turn first = messages.getFirst().turn();
        assertThat(first.questionId()).isEqualTo("talk/q1");
        assertThat(first.question()).isEqualTo("Hello");
        assertThat(first.textAnswer()).isEqualTo("Hi!\n\nHow can I help?");
        assertThat(messages.getLast().turn().textAnswer()).isEqualTo("42");
        assertThat(messages.getFirst().origin())
                .isEqualTo(new Origin("bot", "telegram", "anna", ClientNames.NONE, "talk/2026-03-01T12:00:00Z"));
    }

    @Test
    void aReplyAnswersItsQuestionWhereverItLies() {
        List<LogRecord.Message> messages = messages(
                client("q1", 0).text("first").build(),
                client("q2", 1).text("second").build(),
                bot("a1", 2).text("to the first").replyTo("q1").build(),
                bot("a2", 3).text("more to the first").replyTo("a1").build(),
                bot("a3", 4).text("to the second").build());
        assertThat(messages)
                .extracting(message -> message.turn().textAnswer())
                .containsExactly("to the first\n\nmore to the first", "to the second");
    }

    @Test
    void whatNobodyAskedForIsAnEventUntilTheNextQuestion() {
        List<LogRecord.Message> messages = messages(
                bot("a1", 0).text("News!").build(),
                bot("a2", 1).text("More news").build(),
                client("q1", 2).text("Thanks").build());
        assertThat(messages.getFirst().turn().event()).isEqualTo("proactiveMessage");
        assertThat(messages.getFirst().turn().textAnswer()).isEqualTo("News!\n\nMore news");
        assertThat(messages.getLast().turn().textAnswer()).isNull();
    }

    @Test
    void repliesOfSeveralPiecesAreJoined() {
        LogRecord.Message message = messages(
                        client("q1", 0)
                                .event("fileEvent")
                                .payload(new RawJson("{\"file\":1}"))
                                .build(),
                        bot("a1", 1)
                                .payload(new RawJson("{\"replies\":[{\"type\":\"image\"}],\"a\":1}"))
                                .build(),
                        bot("a2", 2)
                                .payload(new RawJson("{\"replies\":[{\"type\":\"text\"}],\"a\":2}"))
                                .build())
                .getFirst();
        assertThat(message.turn().event()).isEqualTo("fileEvent");
        assertThat(message.turn().requestData()).isEqualTo(new RawJson("{\"file\":1}"));
        assertThat(message.turn().responseData())
                .isEqualTo(new RawJson("{\"a\":2,\"replies\":[{\"type\":\"image\"},{\"type\":\"text\"}]}"));
    }

    @Test
    void theFirstOperatorOfASessionIsATransfer() {
        Operator olga = new Operator("o1", "Olga", null, null, null);
        List<LogRecord.Message> messages = messages(
                client("q1", 0).text("A human, please").build(),
                piece("o1", Author.OPERATOR, 1).text("Olga here").operator(olga).build(),
                piece("o2", Author.OPERATOR, 2)
                        .text("What is it?")
                        .operator(olga)
                        .build());
        assertThat(messages).extracting(message -> message.turn().transfers()).containsExactly(false, true, false);
        Turn written = messages.getLast().turn();
        assertThat(written.type()).isNull();
        assertThat(written.livechat()).isTrue();
        assertThat(written.operator()).isEqualTo(olga);
        assertThat(written.textAnswer()).isEqualTo("What is it?");
    }

    @Test
    void stepsAddToTheTurnThatTheyBelongTo() {
        List<LogRecord.Message> messages = messages(
                piece("agent", Author.SYSTEM, 0)
                        .usage(new Usage(List.of(), List.of(), 30L, 7L, null))
                        .build(),
                piece("link", Author.SYSTEM, 1).belongsTo("agent").isTurn(false).build(),
                piece("asked", Author.CLIENT, 1)
                        .belongsTo("chat")
                        .text("Where is my order?")
                        .build(),
                piece("chat", Author.SYSTEM, 1)
                        .belongsTo("link")
                        .usage(new Usage(List.of("m1"), List.of(), 10L, 2L, null))
                        .build(),
                piece("tool", Author.SYSTEM, 2)
                        .belongsTo("link")
                        .nlp(new Nlp("search", null, null, null, null, null, null, null))
                        .usage(new Usage(List.of(), List.of("search"), null, null, null))
                        .exception("timeout")
                        .build(),
                piece("said", Author.BOT, 3)
                        .belongsTo("chat")
                        .text("On its way")
                        .build(),
                piece("chat2", Author.SYSTEM, 3)
                        .belongsTo("link")
                        .usage(new Usage(List.of("m2"), List.of(), 20L, null, BigDecimal.ONE))
                        .build());
        assertThat(messages).hasSize(1);
        Turn turn = messages.getFirst().turn();
        assertThat(turn.questionId()).isEqualTo("talk/agent");
        assertThat(turn.question()).isEqualTo("Where is my order?");
        assertThat(turn.textAnswer()).isEqualTo("On its way");
        assertThat(turn.nlp().state()).isEqualTo("search");
        assertThat(turn.exception()).isEqualTo("timeout");
        assertThat(turn.usage()).isEqualTo(new Usage(List.of("m1", "m2"), List.of("search"), 30L, 2L, BigDecimal.ONE));
    }

    @Test
    void aTurnWithoutContentCounts() {
        LogRecord.Message message =
                messages(piece("agent", Author.SYSTEM, 0).build()).getFirst();
        assertThat(message.turn().question()).isEmpty();
        assertThat(message.turn().isClientMessage()).isTrue();
    }

    @Test
    void aPieceThatOnlyEndsTheSessionIsNoMessage() {
        List<LogRecord.Message> messages = messages(
                client("q1", 0).text("Bye").build(),
                piece("end", Author.SYSTEM, 1).endsSession(true).build(),
                client("q2", 2).text("One more thing").build());
        assertThat(messages)
                .extracting(message -> message.origin().sessionId())
                .containsExactly("talk/2026-03-01T12:00:00Z", "talk/2026-03-01T12:02:00Z");
    }

    @Test
    void idleTimeCutsAConversationUnlessItNamesSessions() {
        List<LogRecord.Message> idle = messages(
                client("q1", 0).text("one").build(),
                client("q2", 30).text("two").build(),
                client("q3", 61).text("three").build());
        assertThat(idle)
                .extracting(message -> message.origin().sessionId())
                .containsExactly("talk/2026-03-01T12:00:00Z", "talk/2026-03-01T12:00:00Z", "talk/2026-03-01T13:01:00Z");
        List<LogRecord.Message> named = messages(
                client("q1", 0).text("one").build(),
                bot("a1", 1).sessionId("s1").text("1").build(),
                client("q3", 61).text("three").build());
        assertThat(named).extracting(message -> message.origin().sessionId()).containsExactly("s1", "s1");
    }

    @Test
    void nothingIsEmittedWhileNoBotIsKnown() {
        Piece asked =
                Piece.builder("talk", "q", Author.CLIENT, NOON).text("Hello").build();
        assertThat(messages(asked)).isEmpty();
        Piece answered = Piece.builder("talk", "a", Author.BOT, NOON.plusSeconds(1))
                .botId("bot")
                .text("Hi")
                .build();
        LogRecord.Message message = messages(asked, answered).getFirst();
        assertThat(message.origin())
                .isEqualTo(new Origin("bot", "unknown", "talk", ClientNames.NONE, "talk/2026-03-01T12:00:00Z"));
    }

    @Test
    void idsOfMessagesAreUniqueWithinTheBot() {
        assertThat(ConversationAssembler.questionId("talk", "17")).isEqualTo("talk/17");
        assertThat(ConversationAssembler.questionId("talk", "a/b%")).isEqualTo("talk/a%2Fb%25");
        assertThat(ConversationAssembler.questionId("talk", "00f067aa0ba902b7")).isEqualTo("00f067aa0ba902b7");
        assertThat(ConversationAssembler.questionId("talk", "5e2b7f2e-5f6a-4a55-9d5c-0d5a8b0f9f10"))
                .isEqualTo("5e2b7f2e-5f6a-4a55-9d5c-0d5a8b0f9f10");
        assertThat(ConversationAssembler.questionId("t".repeat(990), "i".repeat(20)))
                .hasSize(64);
        Piece piece = client("17", 0).text("Hello").build();
        assertThat(messages(withConversation(piece, "bot\u001ftalk"))
                        .getFirst()
                        .turn()
                        .questionId())
                .isEqualTo("talk/17");
    }

    @Test
    void deepChainsAndCirclesOfStepsSurvive() {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            pieces.add(piece("p" + i, Author.SYSTEM, 0)
                    .isTurn(i == 0)
                    .belongsTo("p" + (i - 1))
                    .usage(new Usage(List.of(), List.of(), i == 9_999 ? 5L : null, null, null))
                    .build());
        }
        pieces.add(piece("c1", Author.BOT, 1)
                .text("1")
                .belongsTo("c2")
                .replyTo("c2")
                .build());
        pieces.add(piece("c2", Author.BOT, 1)
                .text("2")
                .belongsTo("c1")
                .replyTo("c1")
                .build());
        pieces.add(piece("c3", Author.BOT, 1)
                .text("3")
                .belongsTo("c3")
                .replyTo("c3")
                .build());
        List<LogRecord.Message> messages = messages(pieces.toArray(Piece[]::new));
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().turn().usage().inputTokens()).isEqualTo(5);
        assertThat(messages.getFirst().turn().textAnswer()).isEqualTo("1\n\n2\n\n3");
    }

    @Test
    void theResultIsThatOfThePlainRulesInAnyOrderOfArrival() {
        for (long seed = 1; seed <= LongRun.of(3_000, 100_000); seed++) {
            Random random = new Random(seed);
            List<Piece> pieces = new RandomPieces(random, "talk").some(1 + random.nextInt(12));
            Map<String, String> expected = new PlainAssembly(pieces).exchanges();
            Collections.shuffle(pieces, random);
            List<Exchange> exchanges = new ConversationAssembler(pieces, Settlement.NONE).exchanges();
            assertThat(shown(exchanges)).as("seed %d: %s", seed, pieces).isEqualTo(emitted(expected));
        }
    }

    @Test
    void whatRemainsAfterSettlingIsAsIfAllWereThere() {
        int settledSome = 0;
        for (long seed = 1; seed <= LongRun.of(2_000, 50_000); seed++) {
            Random random = new Random(seed);
            List<Piece> pieces = dialog(random);
            ConversationAssembler whole = new ConversationAssembler(pieces, Settlement.NONE);
            int first = random.nextInt(pieces.size());
            ConversationAssembler.Settled settled = whole.settle(first);
            List<Piece> rest = pieces.stream()
                    .filter(piece -> !settled.pieceIds().contains(piece.id()))
                    .toList();
            List<Exchange> expected = whole.exchanges().stream()
                    .filter(exchange -> !settled.pieceIds().contains(exchange.openingId()))
                    .toList();
            settledSome += expected.isEmpty() ? 0 : 1;
            assertThat(settled.pieceIds().size()).isGreaterThanOrEqualTo(first);
            assertThat(new ConversationAssembler(rest, settled.settlement()).exchanges())
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            // Once more, from what is settled already.
            ConversationAssembler next = new ConversationAssembler(rest, settled.settlement());
            ConversationAssembler.Settled again = next.settle(rest.size() / 2);
            assertThat(new ConversationAssembler(
                                    rest.stream()
                                            .filter(piece -> !again.pieceIds().contains(piece.id()))
                                            .toList(),
                                    again.settlement())
                            .exchanges())
                    .as("seed %d, again", seed)
                    .isEqualTo(expected.stream()
                            .filter(exchange -> !again.pieceIds().contains(exchange.openingId()))
                            .toList());
        }
        assertThat(settledSome).isGreaterThan(100);
    }

    /** A conversation in which answers follow their questions. */
    private static List<Piece> dialog(Random random) {
        boolean names = random.nextBoolean();
        List<Piece> pieces = new ArrayList<>();
        int minute = 0;
        String session = "s";
        for (int i = 0; i < 30; i++) {
            minute += random.nextInt(10) == 0 ? 45 : 1;
            session = random.nextInt(8) == 0 ? "s" + i : session;
            Author author = List.of(Author.CLIENT, Author.BOT, Author.BOT, Author.OPERATOR, Author.SYSTEM)
                    .get(random.nextInt(5));
            pieces.add(Piece.builder("talk", "p" + i, author, NOON.plus(Duration.ofMinutes(minute)))
                    .botId(i == 0 ? "bot" : null)
                    .channelType(i == 0 ? "telegram" : null)
                    .clientId(i == 0 ? "anna" : null)
                    .sessionId(names && (i == 0 || author == Author.CLIENT) ? session : null)
                    .text(author == Author.SYSTEM ? null : "text " + i)
                    .event(author == Author.SYSTEM ? "event" : null)
                    .endsSession(random.nextInt(10) == 0)
                    .build());
        }
        return pieces;
    }

    private static Map<String, String> emitted(Map<String, String> plain) {
        Map<String, String> emitted = new TreeMap<>();
        plain.forEach((id, words) -> {
            if (!words.contains(" | null | ") || words.split(" \\| ", -1)[3].equals("bot")) {
                emitted.put(id, words);
            }
        });
        return emitted;
    }

    private static Map<String, String> shown(List<Exchange> exchanges) {
        Map<String, String> shown = new TreeMap<>();
        for (Exchange exchange : exchanges) {
            LogRecord.Message message = exchange.message();
            if (message == null) {
                continue;
            }
            Turn turn = message.turn();
            String asked =
                    turn.question() != null ? "?" + turn.question() : turn.event() != null ? "!" + turn.event() : "";
            Long tokens = turn.usage().inputTokens();
            String client = message.origin().clientId();
            shown.put(
                    exchange.openingId(),
                    String.join(
                            " | ",
                            asked,
                            Objects.requireNonNullElse(turn.textAnswer(), ""),
                            Objects.requireNonNull(message.origin().sessionId()),
                            message.origin().botId(),
                            List.of("anna", "boris").contains(client) ? client : "null",
                            turn.transfers() ? "switch" : "",
                            tokens == null ? "" : "tokens " + tokens));
        }
        return shown;
    }

    private static List<LogRecord.Message> messages(Piece... pieces) {
        return new ConversationAssembler(List.of(pieces), Settlement.NONE)
                .exchanges().stream()
                        .map(Exchange::message)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static Piece withConversation(Piece piece, String conversation) {
        return Piece.builder(conversation, piece.id(), piece.author(), piece.time())
                .botId(piece.botId())
                .text(piece.text())
                .build();
    }

    private static Piece.Builder client(String id, int minute) {
        return piece(id, Author.CLIENT, minute);
    }

    private static Piece.Builder bot(String id, int minute) {
        return piece(id, Author.BOT, minute);
    }

    private static Piece.Builder piece(String id, Author author, int minute) {
        return Piece.builder("talk", id, author, NOON.plus(Duration.ofMinutes(minute)))
                .botId("bot")
                .channelType("telegram")
                .clientId("anna");
    }
}
