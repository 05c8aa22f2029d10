// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.core.error.ApiException;
import io.parley.core.error.RequestValue;
import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Origin;
import io.parley.core.log.Turn;
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

class AccountRepositoryTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    @EachEngine
    void aNewStoreIsEmptyUntilItHasAnAccount(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            assertThat(store.accounts().isEmpty()).isTrue();
            store.accounts().addAccount("Main");
            assertThat(store.accounts().isEmpty()).isFalse();
        }
    }

    @EachEngine
    void projectsAreFoundByAccountIdAndShortName(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            AccountRepository accounts = store.accounts();
            long account = accounts.addAccount("Main");
            Project two = accounts.addProject(account, "two-1-abc", "Two");
            Project one = accounts.addProject(account, "one-1-abc", "Один");
            accounts.addProject(accounts.addAccount("Other"), "other-2-abc", "Other");

            assertThat(accounts.projects(account)).containsExactly(one, two);
            assertThat(accounts.project(one.id())).contains(one);
            assertThat(accounts.project("two-1-abc")).contains(two);
            assertThat(accounts.project("two-1-ABC")).isEmpty();
            assertThatThrownBy(() -> accounts.addProject(account, "one-1-abc", "Again"))
                    .isNotNull();
        }
    }

    @EachEngine
    void aChannelIsMetOnce(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            AccountRepository accounts = store.accounts();
            long project = accounts.addProject(accounts.addAccount("Main"), "one-1-abc", "One")
                    .id();
            accounts.registerChannels(project, Map.of("bot-1", "telegram"));
            accounts.registerChannels(project, Map.of("bot-2", "vk"));
            accounts.registerChannels(project, Map.of("bot-1", "telegram"));
            new AccountRepository(StoreProbe.engine(store), clock)
                    .registerChannels(project, Map.of("bot-1", "telegram"));

            assertThat(accounts.channels(project))
                    .extracting(Channel::botId, Channel::channelType)
                    .containsExactly(tuple("bot-1", "telegram"), tuple("bot-2", "vk"));
        }
    }

    @EachEngine
    void manyNewChannelsAreMetInOneTransactionUpToTheMostThatAProjectMayHave(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            AccountRepository accounts = store.accounts();
            long project = accounts.addProject(accounts.addAccount("Main"), "one-1-abc", "One")
                    .id();
            int most = AccountRepository.MOST_CHANNELS;
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
            accounts.registerChannels(project, types);
            assertThat(transactions).hasValue(1);
            assertThat(accounts.channels(project)).hasSize(most);

            // Another node has none of them in its cache.
            ChannelAdmission admission = new AccountRepository(StoreProbe.engine(store), clock).admission(project);
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
            AccountRepository accounts = store.accounts();
            Project project = accounts.addProject(accounts.addAccount("Main"), "one-1-abc", "One");
            Channel made = accounts.addChannel(project, null, "telegram");
            assertThat(made.botId()).isEqualTo(project.accountId() + "-one-1-abc-" + made.id());
            assertThat(made.createdAt()).isEqualTo(clock.instant());
            Channel named = accounts.addChannel(project, new RequestValue<>("botId", "bot-1"), "vk");
            accounts.registerChannels(project.id(), Map.of("bot-1", "vk"));
            assertThat(accounts.channels(project.id())).containsExactly(made, named);
            assertThatThrownBy(() -> accounts.addChannel(project, new RequestValue<>("botId", "bot-1"), "vk"))
                    .hasMessage("botId: got «bot-1», expected the id of a bot that has no channel in this project yet");
        }
    }

    @EachEngine
    void aRenamedProjectKeepsItsShortName(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            AccountRepository accounts = store.accounts();
            Project project = accounts.addProject(accounts.addAccount("Main"), "one-1-abc", "One");
            accounts.renameProject(project.id(), "Два");
            assertThat(accounts.project("one-1-abc").orElseThrow().name()).isEqualTo("Два");
        }
    }

    @EachEngine
    void whatHappensIsCountedByChannelAndProject(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            AccountRepository accounts = store.accounts();
            long account = accounts.addAccount("Main");
            long busy = accounts.addProject(account, "busy-1-abc", "Busy").id();
            long empty = accounts.addProject(account, "empty-1-abc", "Empty").id();
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
                            new ActivityQueries.Place(busy, "bot-1"), new Activity(2, 2, 3, noon.plusSeconds(60)),
                            new ActivityQueries.Place(busy, "bot-2"), new Activity(1, 1, 1, noon.plusSeconds(30))));
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
            AccountRepository accounts = store.accounts();
            long account = accounts.addAccount("Main");
            long other = accounts.addAccount("Other");
            Token token = accounts.addToken(TokenKind.UNIFIED, "hash", account, null, "first", 7L)
                    .orElseThrow();
            RequestValue<Long> id = new RequestValue<>("id", token.id());

            assertThat(accounts.token("hash")).contains(token);
            assertThat(accounts.token("another hash")).isEmpty();
            assertThat(accounts.tokens(account)).containsExactly(token);
            assertThat(accounts.tokens(other)).isEmpty();
            assertThat(accounts.addToken(TokenKind.UNIFIED, "hash", other, null, "again", null))
                    .isEmpty();
            assertThatThrownBy(() -> accounts.revokeToken(other, id))
                    .hasMessage(
                            "id: got «%d», expected the id of a token of this account that was not revoked",
                            token.id());
            accounts.revokeToken(account, id);
            assertThat(accounts.token("hash")).isEmpty();
            assertThat(accounts.tokens(account)).isEmpty();
            assertThatThrownBy(() -> accounts.revokeToken(account, id)).isInstanceOf(ApiException.class);
            assertThat(accounts.addToken(TokenKind.UNIFIED, "hash", account, null, "again", null))
                    .isEmpty();
        }
    }

    @EachEngine
    void theLastUseOfATokenIsKeptToTheMinute(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            AccountRepository accounts = store.accounts();
            accounts.addToken(TokenKind.UNIFIED, "hash", accounts.addAccount("Main"), null, "first", null);

            accounts.used(accounts.token("hash").orElseThrow());
            Instant first = clock.instant();
            assertThat(accounts.token("hash").orElseThrow().lastUsedAt()).isEqualTo(first);
            clock.advance(Duration.ofSeconds(59));
            accounts.used(accounts.token("hash").orElseThrow());
            assertThat(accounts.token("hash").orElseThrow().lastUsedAt()).isEqualTo(first);
            clock.advance(Duration.ofSeconds(2));
            accounts.used(accounts.token("hash").orElseThrow());
            assertThat(accounts.token("hash").orElseThrow().lastUsedAt()).isEqualTo(clock.instant());
        }
    }

    private static LogRecord said(String botId, String clientId, String sessionId, String questionId, Instant time) {
        return new LogRecord.Message(
                new Origin(botId, "telegram", clientId, ClientNames.NONE, sessionId),
                Turn.builder(questionId, time).question("hello").build());
    }
}
