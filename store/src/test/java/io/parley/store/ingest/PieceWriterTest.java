// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.PieceTable.PIECE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.error.RequestValue;
import io.parley.core.filter.FilterSet;
import io.parley.core.log.ConversationAssembler;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Operator;
import io.parley.core.log.Piece;
import io.parley.core.log.Piece.Author;
import io.parley.core.log.RandomPieces;
import io.parley.core.log.Settlement;
import io.parley.core.log.Usage;
import io.parley.core.page.PageRequest;
import io.parley.store.Differences;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.consistency.Invariant;
import io.parley.store.edit.EditScope;
import io.parley.store.edit.Selection;
import io.parley.store.query.MessageView;
import io.parley.store.retention.ErasureService;
import io.parley.store.table.Erasure;
import io.parley.store.task.Task;
import io.parley.store.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

class PieceWriterTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<Long> SEEDS = LongRun.ON ? List.of(1L, 2L, 3L, 4L, 5L, 6L) : List.of(1L, 2L);

    private final SettableClock clock = new SettableClock(NOON.plus(Duration.ofDays(1)));

    @EachEngine
    void anyOrderRepetitionHalvesAndConcurrencyLeadToTheSameMessages(TestEngine engine) throws Exception {
        for (long seed : SEEDS) {
            List<Piece> pieces = conversations(new Random(seed));
            Map<String, List<String>> inOrder = after(engine, portions(pieces, pieces.size()));
            assertThat(inOrder.get("messages")).as("seed %d", seed).isEqualTo(assembled(pieces));

            Differences.assertSame("one by one, seed " + seed, after(engine, portions(pieces, 1)), inOrder);
            List<Piece> reversed = new ArrayList<>(pieces);
            Collections.reverse(reversed);
            Differences.assertSame("reversed, seed " + seed, after(engine, portions(reversed, 5)), inOrder);
            List<Piece> twice = new ArrayList<>(pieces);
            twice.addAll(pieces);
            Collections.shuffle(twice, new Random(seed));
            Differences.assertSame("twice and shuffled, seed " + seed, after(engine, portions(twice, 7)), inOrder);
            List<Piece> halves = new ArrayList<>(pieces.stream()
                    .map(piece -> withText(piece, piece.text() == null ? null : piece.text() + " …", 1L))
                    .toList());
            halves.addAll(pieces.stream()
                    .map(piece -> withText(piece, piece.text(), 2L))
                    .toList());
            Collections.shuffle(halves, new Random(seed));
            Differences.assertSame("in halves, seed " + seed, after(engine, portions(halves, 11)), inOrder);
            Differences.assertSame(
                    "from 16 threads, seed " + seed, afterConcurrent(engine, portions(twice, 3)), inOrder);
        }
    }

    @EachEngine
    void eachPieceIsNewOrADuplicate(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            Piece asked = client("q1", 0).text("Hello").version(2L).build();
            SubmissionResult result = append(
                    fixture, List.of(asked, asked, bot("a1", 1).text("Hi").build()));
            assertThat(result.changes()).containsExactly(true, false, true);
            Piece older = client("q1", 0).text("Hel").version(1L).build();
            Piece newer = client("q1", 0).text("Hello!").version(3L).build();
            assertThat(append(fixture, List.of(asked, older, newer)).changes()).containsExactly(false, false, true);
            assertThat(message(fixture, "talk/q1").message().turn())
                    .extracting(turn -> turn.question() + " " + turn.textAnswer())
                    .isEqualTo("Hello! Hi");
        }
    }

    @EachEngine
    void anAnswerIsNoEventAnyLongerWhenItsQuestionCame(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            append(fixture, List.of(bot("a1", 1).text("Hi").replyTo("q1").build()));
            assertThat(message(fixture, "talk/a1").message().turn().event())
                    .isEqualTo(ConversationAssembler.PROACTIVE_EVENT);
            EditScope reach = new EditScope(fixture.accountId(), List.of(fixture.projectId()));
            RequestValue<Long> vip = new RequestValue<>(
                    "label", Objects.requireNonNull(fixture.sessionLabels().get("vip")));
            fixture.store().sessionLabelling().add(reach, new Selection.Wanted(FilterSet.EMPTY), List.of(vip));
            fixture.store().comments().setComment(reach, new RequestValue<>("id", "talk/a1"), null, "who asked?");
            append(fixture, List.of(client("q1", 0).text("Hello").build()));

            List<MessageView> messages = messages(fixture);
            assertThat(messages).hasSize(1);
            MessageView message = messages.getFirst();
            assertThat(message.message().turn().textAnswer()).isEqualTo("Hi");
            assertThat(message.session().session().sessionId()).isEqualTo("talk/2026-03-01T12:00:00Z");
            assertThat(message.session().session().messageCount()).isEqualTo(1);
            assertThat(message.session().labels())
                    .extracting(label -> label.name())
                    .containsExactly("vip");
            assertThat(StoreProbe.contents(fixture.store()).get("message_comment"))
                    .isEmpty();
            isSound(fixture);
        }
    }

    @EachEngine
    void aConversationMovesToTheClientThatIsKnownLater(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            append(
                    fixture,
                    List.of(piece("q1", Author.CLIENT, 0)
                            .clientId(null)
                            .text("Hello")
                            .build()));
            assertThat(clients(fixture)).containsExactly("talk");
            append(fixture, List.of(client("q2", 1).text("It's me").build()));
            assertThat(clients(fixture)).containsExactly("anna");
            isSound(fixture);
        }
    }

    @EachEngine
    void anErasedClientsPiecesAreDeletedAndStayAway(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            Piece question = client("q1", 0).text("My secret").build();
            Piece answer = bot("a1", 1).clientId(null).text("I keep it").build();
            append(fixture, List.of(question, answer));
            append(
                    fixture,
                    List.of(Piece.builder("other", "q", Author.CLIENT, NOON)
                            .botId("bot")
                            .channelType("telegram")
                            .clientId("boris")
                            .text("I stay")
                            .build()));
            assertThat(pieces(fixture)).isEqualTo(3);
            erase(fixture, "anna");
            assertThat(pieces(fixture)).isEqualTo(1);
            append(fixture, List.of(answer));
            append(fixture, List.of(question));
            assertThat(pieces(fixture)).isEqualTo(1);
            assertThat(messages(fixture))
                    .extracting(view -> view.message().turn().textAnswer())
                    .doesNotContain("I keep it");
            assertThat(messages(fixture))
                    .extracting(view -> view.message().turn().question())
                    .doesNotContain("My secret")
                    .contains("I stay");
            isSound(fixture);
        }
    }

    @EachEngine
    void theOldestPiecesOfALongConversationAreSettled(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            List<Piece> pieces = dialog(PieceWriter.MOST_PIECES * 3);
            portions(pieces, 400).forEach(portion -> append(fixture, portion));
            assertThat(pieces(fixture)).isLessThanOrEqualTo(PieceWriter.MOST_PIECES + 1);
            assertThat(contents(fixture).get("messages")).isEqualTo(assembled(pieces));
            assertThat(messages(fixture))
                    .extracting(view -> view.session().session().sessionId())
                    .containsOnly("talk/2026-03-01T12:00:00Z");
            isSound(fixture);
        }
    }

    @EachEngine
    void oneBatchMayHoldAVeryLongConversation(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            int count = LongRun.of(6_000, 100_000);
            List<Piece> pieces = dialog(count);
            portions(pieces, 2_000).forEach(portion -> append(fixture, portion));
            assertThat(pieces(fixture)).isLessThanOrEqualTo(PieceWriter.MOST_PIECES + 1);
            assertThat(fixture.store().conversations().countMessages(List.of(fixture.projectId()), FilterSet.EMPTY))
                    .isEqualTo(count / 2);
            isSound(fixture);
        }
    }

    @EachEngine
    void anExchangeThatIsTooLargeEnds(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            List<Piece> pieces =
                    new ArrayList<>(List.of(client("q1", 0).text("Tell me all").build()));
            for (int i = 0; i < PieceWriter.MOST_PIECES + 10; i++) {
                pieces.add(bot("a" + i, 1).text("part " + i).position((long) i).build());
            }
            append(fixture, pieces);
            assertThat(pieces(fixture)).isEqualTo(1);
            append(fixture, List.of(bot("late", 2).text("more").build()));
            assertThat(message(fixture, "talk/q1").message().turn().textAnswer())
                    .startsWith("part 0\n\npart 1\n\n");
            MessageView late = message(fixture, "talk/late");
            assertThat(late.message().turn().event()).isEqualTo(ConversationAssembler.PROACTIVE_EVENT);
            assertThat(late.session().session().sessionId()).isEqualTo("talk/2026-03-01T12:00:00Z");
            isSound(fixture);
        }
    }

    @EachEngine
    void piecesOfIdleConversationsAreForgottenAndTheirMessagesStay(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            append(fixture, List.of(client("q1", 0).text("Hello").build()));
            append(
                    fixture,
                    List.of(Piece.builder("other", "q", Author.CLIENT, NOON)
                            .botId("bot")
                            .text("Hello")
                            .build()));
            clock.advance(Duration.ofDays(3));
            append(fixture, List.of(bot("a1", 1).text("Hi").build()));
            assertThat(fixture.store().pieces().forgetIdle(clock.instant().minus(Duration.ofDays(1))))
                    .isEqualTo(1);
            assertThat(pieces(fixture)).isEqualTo(2);
            assertThat(messages(fixture)).hasSize(2);
            assertThat(fixture.store().pieces().forgetBefore(fixture.projectId(), NOON.plus(Duration.ofMinutes(1))))
                    .isZero();
            assertThat(fixture.store().pieces().forgetBefore(fixture.projectId(), NOON.plus(Duration.ofMinutes(2))))
                    .isEqualTo(2);
            assertThat(messages(fixture)).hasSize(2);
        }
    }

    @EachEngine
    void aPieceThatComesAgainAfterItsConversationIsForgottenChangesNothing(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            Piece question = client("q1", 0).text("Hello").build();
            append(fixture, List.of(question, bot("a1", 1).text("Hi").build()));
            clock.advance(Duration.ofDays(8));
            assertThat(fixture.store().pieces().forgetIdle(clock.instant().minus(Duration.ofDays(7))))
                    .isEqualTo(2);
            append(fixture, List.of(question));
            assertThat(message(fixture, "talk/q1").message().turn().textAnswer())
                    .isEqualTo("Hi");
            isSound(fixture);
        }
    }

    @EachEngine
    void usageIsStoredWithTheMessage(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            Usage usage = new Usage(List.of("m1", "m2"), List.of("search"), 10L, 2L, null);
            append(
                    fixture,
                    List.of(
                            client("q1", 0).text("Hello").build(),
                            bot("a1", 1).text("Hi").usage(usage).build()));
            assertThat(message(fixture, "talk/q1").message().turn().usage()).isEqualTo(usage);
            Map<String, List<String>> contents = StoreProbe.contents(fixture.store());
            assertThat(contents.get("message_model")).hasSize(2);
            append(fixture, List.of(bot("a1", 1).text("Hi").usage(Usage.NONE).build()));
            assertThat(StoreProbe.contents(fixture.store()).get("message_model"))
                    .isEmpty();
            assertThat(StoreProbe.contents(fixture.store()).get("message_tool")).isEmpty();
        }
    }

    @EachEngine
    void aBatchOfManyConversationsTakesFewStatements(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            List<Piece> questions = new ArrayList<>();
            List<Piece> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                questions.add(Piece.builder("talk " + i, "q", Author.CLIENT, NOON)
                        .botId("bot")
                        .clientId("anna")
                        .text("Hello")
                        .build());
                answers.add(Piece.builder("talk " + i, "a", Author.BOT, NOON.plusSeconds(1))
                        .botId("bot")
                        .text("Hi")
                        .operator(new Operator("none", null, null, null, null))
                        .build());
            }
            append(fixture, questions);
            append(fixture, answers);
            assertThat(messages(fixture))
                    .hasSize(200)
                    .allMatch(view -> "Hi".equals(view.message().turn().textAnswer()));
            isSound(fixture);
        }
    }

    // ---- Pieces

    private static List<Piece> conversations(Random random) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pieces.addAll(new RandomPieces(random, "talk " + i).some(1 + random.nextInt(10)));
        }
        return pieces;
    }

    private static List<Piece> dialog(int count) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pieces.add(Piece.builder("talk", "p" + i, i % 2 == 0 ? Author.CLIENT : Author.BOT, NOON.plusSeconds(i))
                    .botId("bot")
                    .channelType("telegram")
                    .clientId(i == 0 ? "anna" : null)
                    .text("text " + i)
                    .build());
        }
        return pieces;
    }

    private static Piece withText(Piece piece, @Nullable String text, long version) {
        return Piece.builder(piece.conversationId(), piece.id(), piece.author(), piece.time())
                .position(piece.position())
                .botId(piece.botId())
                .channelType(piece.channelType())
                .clientId(piece.clientId())
                .sessionId(piece.sessionId())
                .text(text)
                .event(piece.event())
                .replyTo(piece.replyTo())
                .belongsTo(piece.belongsTo())
                .isTurn(piece.isTurn())
                .endsSession(piece.endsSession())
                .operator(piece.operator())
                .nlp(piece.nlp())
                .usage(piece.usage())
                .version(version)
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

    private static List<List<Piece>> portions(List<Piece> pieces, int size) {
        List<List<Piece>> portions = new ArrayList<>();
        for (int from = 0; from < pieces.size(); from += size) {
            portions.add(pieces.subList(from, Math.min(pieces.size(), from + size)));
        }
        return portions;
    }

    // ---- The store

    private static SubmissionResult append(StoreFixture fixture, List<Piece> pieces) {
        fixture.store().accounts().registerChannels(fixture.projectId(), Map.of("bot", "telegram"));
        return fixture.store()
                .log()
                .append(
                        fixture.projectId(),
                        pieces.stream().map(LogRecord.PieceReport::new).toList())
                .join();
    }

    private Map<String, List<String>> after(TestEngine engine, List<List<Piece>> portions) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            portions.forEach(portion -> append(fixture, portion));
            isSound(fixture);
            return contents(fixture);
        }
    }

    private Map<String, List<String>> afterConcurrent(TestEngine engine, List<List<Piece>> portions)
            throws InterruptedException {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
                portions.forEach(portion -> threads.submit(() -> append(fixture, portion)));
                threads.shutdown();
                assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            }
            isSound(fixture);
            return contents(fixture);
        }
    }

    private static List<String> assembled(List<Piece> pieces) {
        Map<String, List<Piece>> conversations = new TreeMap<>();
        pieces.forEach(piece -> conversations
                .computeIfAbsent(piece.conversationId(), id -> new ArrayList<>())
                .add(piece));
        return conversations.values().stream()
                .flatMap(each -> new ConversationAssembler(each, Settlement.NONE).exchanges().stream())
                .map(ConversationAssembler.Exchange::message)
                .filter(Objects::nonNull)
                .map(message ->
                        message.origin().clientId() + " " + message.origin().sessionId() + " " + message.turn())
                .sorted()
                .toList();
    }

    private static Map<String, List<String>> contents(StoreFixture fixture) {
        PageRequest all = new PageRequest(0, 1000);
        List<Long> projects = List.of(fixture.projectId());
        return Map.of(
                "messages",
                messages(fixture).stream()
                        .map(view -> view.session().session().clientId() + " "
                                + view.session().session().sessionId() + " "
                                + view.message().turn())
                        .sorted()
                        .toList(),
                "sessions",
                fixture.store().conversations().sessions(projects, FilterSet.EMPTY, all).rows().stream()
                        .map(view -> view.session().toString())
                        .sorted()
                        .toList(),
                "clients",
                fixture.store().conversations().clients(projects, FilterSet.EMPTY, all).rows().stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList(),
                "models",
                Objects.requireNonNull(StoreProbe.contents(fixture.store()).get("message_model")).stream()
                        .sorted()
                        .toList());
    }

    private static List<MessageView> messages(StoreFixture fixture) {
        List<MessageView> messages = new ArrayList<>();
        for (int page = 0; page == 0 || messages.size() == page * 1000; page++) {
            messages.addAll(fixture.store()
                    .conversations()
                    .messages(List.of(fixture.projectId()), FilterSet.EMPTY, new PageRequest(page, 1000))
                    .rows());
        }
        messages.sort(Comparator.comparing(view -> view.message().turn().time()));
        return messages;
    }

    private static MessageView message(StoreFixture fixture, String questionId) {
        return messages(fixture).stream()
                .filter(view -> view.message().turn().questionId().equals(questionId))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> clients(StoreFixture fixture) {
        return fixture
                .store()
                .conversations()
                .clients(List.of(fixture.projectId()), FilterSet.EMPTY, new PageRequest(0, 100))
                .rows()
                .stream()
                .map(client -> client.clientId())
                .toList();
    }

    private static int pieces(StoreFixture fixture) {
        return StoreProbe.sql(fixture.store())
                .fetchCount(PIECE.table(), PIECE.body.isNotNull().or(PIECE.settlement.isNotNull()));
    }

    private void erase(StoreFixture fixture, String client) {
        ErasureService erasures = fixture.store().erasures();
        List<Erasure> asked = new ArrayList<>();
        erasures.ask(fixture.projectId(), "bot", new RequestValue<>("clientId", client), erasure -> {
            asked.add(erasure);
            return new Task(
                    "erasure",
                    fixture.accountId(),
                    null,
                    "ERASURE",
                    "{}",
                    TaskStatus.CREATED,
                    0,
                    null,
                    null,
                    null,
                    clock.instant(),
                    null);
        });
        Erasure erasure = asked.getFirst();
        erasures.redactMentions(erasure);
        ErasureService.Reached reached = erasures.eraseSome(erasure, ErasureService.Reached.NOTHING);
        while (reached.messages() > 0) {
            reached = erasures.eraseSome(erasure, reached);
        }
        erasures.eraseClient(erasure);
        erasures.finish(erasure);
    }

    private static void isSound(StoreFixture fixture) {
        for (Invariant rule : Invariant.values()) {
            assertThat(fixture.store().consistencyCheck().examine(rule).violations())
                    .as(rule.inWords())
                    .isZero();
        }
    }
}
