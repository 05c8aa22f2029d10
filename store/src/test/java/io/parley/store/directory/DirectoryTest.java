// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.core.log.LogRecord;
import io.parley.core.log.Names;
import io.parley.core.log.Origin;
import io.parley.core.log.Turn;
import io.parley.core.problem.Given;
import io.parley.core.problem.Refused;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.Configuration;
import org.jooq.TransactionContext;
import org.jooq.TransactionListener;
import org.jooq.impl.DefaultTransactionListenerProvider;

class DirectoryTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    @EachEngine
    void aNewStoreIsEmptyUntilItHasAnAccount(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            assertThat(store.directory().isEmpty()).isTrue();
            store.directory().addAccount("Main");
            assertThat(store.directory().isEmpty()).isFalse();
        }
    }

    @EachEngine
    void projectsAreFoundByAccountIdAndShortName(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            long account = directory.addAccount("Main");
            Project two = directory.addProject(account, "two-1-abc", "Two");
            Project one = directory.addProject(account, "one-1-abc", "Один");
            directory.addProject(directory.addAccount("Other"), "other-2-abc", "Other");

            assertThat(directory.projects(account)).containsExactly(one, two);
            assertThat(directory.project(one.id())).contains(one);
            assertThat(directory.project("two-1-abc")).contains(two);
            assertThat(directory.project("two-1-ABC")).isEmpty();
            assertThatThrownBy(() -> directory.addProject(account, "one-1-abc", "Again"))
                    .isNotNull();
        }
    }

    @EachEngine
    void aChannelIsMetOnce(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            long project = directory
                    .addProject(directory.addAccount("Main"), "one-1-abc", "One")
                    .id();
            directory.meetChannels(project, Map.of("bot-1", "telegram"));
            directory.meetChannels(project, Map.of("bot-2", "vk"));
            directory.meetChannels(project, Map.of("bot-1", "telegram"));
            new Directory(StoreProbe.engine(store), clock).meetChannels(project, Map.of("bot-1", "telegram"));

            assertThat(directory.channels(project))
                    .extracting(Channel::botId, Channel::channelType)
                    .containsExactly(tuple("bot-1", "telegram"), tuple("bot-2", "vk"));
        }
    }

    @EachEngine
    void manyNewChannelsAreMetInOneTransactionUpToTheMostThatAProjectMayHave(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            long project = directory
                    .addProject(directory.addAccount("Main"), "one-1-abc", "One")
                    .id();
            int most = Directory.MOST_CHANNELS;
            Map<String, String> types =
                    IntStream.range(0, most).boxed().collect(toMap(i -> "bot-" + i, i -> "telegram"));
            AtomicInteger transactions = new AtomicInteger();
            Configuration configuration = StoreProbe.sql(store).configuration();
            configuration.set(new DefaultTransactionListenerProvider(new TransactionListener() {
                @Override
                public void commitEnd(TransactionContext context) {
                    transactions.incrementAndGet();
                }
            }));
            directory.meetChannels(project, types);
            assertThat(transactions).hasValue(1);
            assertThat(directory.channels(project)).hasSize(most);

            // Another node has none of them in its cache.
            Admission admission = new Directory(StoreProbe.engine(store), clock).admission(project);
            admission.admit("bot-1");
            assertThatThrownBy(() -> admission.admit("bot-one-more"))
                    .hasMessage(
                            "botId: got «bot-one-more», expected one of the bots of the project, which has as many as "
                                    + "it may have: 10000");
        }
    }

    @EachEngine
    void aChannelIsAddedByHandOnce(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            Project project = directory.addProject(directory.addAccount("Main"), "one-1-abc", "One");
            Channel made = directory.addChannel(project, null, "telegram");
            assertThat(made.botId()).isEqualTo(project.accountId() + "-one-1-abc-" + made.id());
            assertThat(made.createdAt()).isEqualTo(clock.instant());
            Channel named = directory.addChannel(project, new Given<>("botId", "bot-1"), "vk");
            directory.meetChannels(project.id(), Map.of("bot-1", "vk"));
            assertThat(directory.channels(project.id())).containsExactly(made, named);
            assertThatThrownBy(() -> directory.addChannel(project, new Given<>("botId", "bot-1"), "vk"))
                    .hasMessage("botId: got «bot-1», expected the id of a bot that has no channel in this project yet");
        }
    }

    @EachEngine
    void aRenamedProjectKeepsItsShortName(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            Project project = directory.addProject(directory.addAccount("Main"), "one-1-abc", "One");
            directory.renameProject(project.id(), "Два");
            assertThat(directory.project("one-1-abc").orElseThrow().name()).isEqualTo("Два");
        }
    }

    @EachEngine
    void whatHappensIsCountedByChannelAndProject(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            long account = directory.addAccount("Main");
            long busy = directory.addProject(account, "busy-1-abc", "Busy").id();
            long empty = directory.addProject(account, "empty-1-abc", "Empty").id();
            Instant noon = clock.instant();
            store.log()
                    .append(
                            busy,
                            List.of(
                                    said("bot-1", "anna", "s-1", "q-1", noon),
                                    said("bot-1", "anna", "s-1", "q-2", noon.plusSeconds(60)),
                                    said("bot-1", "boris", "s-2", "q-3", noon.plusSeconds(20)),
                                    said("bot-2", "anna", "s-3", "q-4", noon.plusSeconds(30))))
                    .join();

            assertThat(store.activities().ofChannels(List.of(busy, empty)))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            new Activities.Place(busy, "bot-1"), new Activity(2, 2, 3, noon.plusSeconds(60)),
                            new Activities.Place(busy, "bot-2"), new Activity(1, 1, 1, noon.plusSeconds(30))));
            assertThat(store.activities().ofProjects(List.of(busy, empty)))
                    .isEqualTo(Map.of(busy, new Activity(3, 3, 4, noon.plusSeconds(60))));
            assertThat(store.activities().ofProjects(List.of(empty))).isEmpty();
        }
    }

    @EachEngine
    void aStoreKnowsWhatItIsAndHowMuchRoomItTakes(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            assertThat(store.product()).matches("(DuckDB v?|PostgreSQL )\\d+\\.\\d+.*");
            assertThat(store.bytes()).isGreaterThan(10_000);
        }
    }

    @EachEngine
    void aTokenOpensUntilItIsRevoked(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            long account = directory.addAccount("Main");
            long other = directory.addAccount("Other");
            Token token = directory
                    .addToken(TokenKind.UNIFIED, "hash", account, null, "first", 7L)
                    .orElseThrow();
            Given<Long> id = new Given<>("id", token.id());

            assertThat(directory.token("hash")).contains(token);
            assertThat(directory.token("another hash")).isEmpty();
            assertThat(directory.tokens(account)).containsExactly(token);
            assertThat(directory.tokens(other)).isEmpty();
            assertThat(directory.addToken(TokenKind.UNIFIED, "hash", other, null, "again", null))
                    .isEmpty();
            assertThatThrownBy(() -> directory.revokeToken(other, id))
                    .hasMessage(
                            "id: got «%d», expected the id of a token of this account that was not revoked",
                            token.id());
            directory.revokeToken(account, id);
            assertThat(directory.token("hash")).isEmpty();
            assertThat(directory.tokens(account)).isEmpty();
            assertThatThrownBy(() -> directory.revokeToken(account, id)).isInstanceOf(Refused.class);
            assertThat(directory.addToken(TokenKind.UNIFIED, "hash", account, null, "again", null))
                    .isEmpty();
        }
    }

    @EachEngine
    void theLastUseOfATokenIsKeptToTheMinute(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            directory.addToken(TokenKind.UNIFIED, "hash", directory.addAccount("Main"), null, "first", null);

            directory.used(directory.token("hash").orElseThrow());
            Instant first = clock.instant();
            assertThat(directory.token("hash").orElseThrow().lastUsedAt()).isEqualTo(first);
            clock.advance(Duration.ofSeconds(59));
            directory.used(directory.token("hash").orElseThrow());
            assertThat(directory.token("hash").orElseThrow().lastUsedAt()).isEqualTo(first);
            clock.advance(Duration.ofSeconds(2));
            directory.used(directory.token("hash").orElseThrow());
            assertThat(directory.token("hash").orElseThrow().lastUsedAt()).isEqualTo(clock.instant());
        }
    }

    private static LogRecord said(String botId, String clientId, String sessionId, String questionId, Instant time) {
        return new LogRecord.Message(
                new Origin(botId, "telegram", clientId, Names.NONE, sessionId),
                Turn.builder(questionId, time).question("hello").build());
    }
}
