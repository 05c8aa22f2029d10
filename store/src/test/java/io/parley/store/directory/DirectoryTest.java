package io.parley.store.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectoryTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aNewStoreIsEmptyUntilItHasAnAccount(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            assertThat(store.directory().isEmpty()).isTrue();
            store.directory().addAccount("Main");
            assertThat(store.directory().isEmpty()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
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
            assertThatThrownBy(() -> directory.addProject(account, "one-1-abc", "Again")).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aChannelIsMetOnce(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            long project = directory.addProject(directory.addAccount("Main"), "one-1-abc", "One").id();
            directory.meetChannel(project, "bot-1", "telegram");
            directory.meetChannel(project, "bot-2", "vk");
            directory.meetChannel(project, "bot-1", "telegram");
            new Directory(StoreProbe.engine(store), clock).meetChannel(project, "bot-1", "telegram");

            assertThat(directory.channels(project))
                    .extracting(Channel::botId, Channel::channelType)
                    .containsExactly(
                            tuple("bot-1", "telegram"),
                            tuple("bot-2", "vk"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aTokenOpensUntilItIsRevoked(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            long account = directory.addAccount("Main");
            Token token = directory.addToken(TokenKind.UNIFIED, "hash", account, null, "first");

            assertThat(directory.token("hash")).contains(token);
            assertThat(directory.token("another hash")).isEmpty();
            directory.revokeToken(token.id());
            assertThat(directory.token("hash")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void theLastUseOfATokenIsKeptToTheMinute(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            directory.addToken(TokenKind.UNIFIED, "hash", directory.addAccount("Main"), null, "first");

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

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aLogInLastsUntilItExpiresOrEnds(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Directory directory = store.directory();
            Person person = directory.addPerson(directory.addAccount("Main"), "admin", "hash", Role.ADMIN);
            assertThat(directory.person("admin")).contains(person);

            directory.addLogin("one", person.id(), clock.instant().plus(Duration.ofDays(1)));
            directory.addLogin("two", person.id(), clock.instant().plus(Duration.ofDays(3)));
            assertThat(directory.loggedIn("one")).contains(person);
            clock.advance(Duration.ofDays(1));
            assertThat(directory.loggedIn("one")).isEmpty();
            assertThat(directory.loggedIn("two")).contains(person);
            directory.removeLogin("two");
            assertThat(directory.loggedIn("two")).isEmpty();
        }
    }
}
