// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.error.RequestValue;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class UserRepositoryTest {
    private static final UserChange AWAY = new UserChange(null, false, null);
    private static final UserChange VIEWER = new UserChange(Role.VIEWER, null, null);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    private static User add(Store store, long account, String login, Role role) {
        return store.users().add(account, new RequestValue<>("login", login), "hash", role);
    }

    private static RequestValue<Long> id(User person) {
        return new RequestValue<>("id", person.id());
    }

    @EachEngine
    void aLoginIsOnePersons(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            long account = store.accounts().addAccount("Main");
            long other = store.accounts().addAccount("Other");
            User anna = add(store, account, "anna", Role.ADMIN);
            User boris = add(store, account, "boris", Role.VIEWER);
            assertThat(store.users().byLogin("anna")).contains(anna);
            assertThat(store.users().byLogin(" Anna ")).contains(anna);
            assertThat(store.users().list(account)).containsExactly(anna, boris);
            assertThat(store.users().list(other)).isEmpty();
            assertThatThrownBy(() -> add(store, other, "anna", Role.ADMIN))
                    .hasMessage("login: got «anna», expected a login that nobody has yet");
        }
    }

    @EachEngine
    void logInsOfOneFormAreOnePersons(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            long account = store.accounts().addAccount("Main");
            User vera = add(store, account, " Vera.Viewer@Example.org ", Role.ADMIN);
            assertThat(vera.login()).isEqualTo("Vera.Viewer@Example.org");
            assertThat(store.users().byLogin("vera.viewer@example.org\u00a0")).contains(vera);
            for (String same : List.of("vera.viewer@example.org", "VERA.viewer@EXAMPLE.ORG ")) {
                assertThatThrownBy(() -> add(store, account, same, Role.VIEWER))
                        .hasMessage("login: got «" + same + "», expected a login that nobody has yet");
            }
            assertThatThrownBy(() -> add(store, account, "vera\u200b", Role.VIEWER))
                    .hasMessageEndingWith("expected a login of visible characters");
        }
    }

    @EachEngine
    void logInsThatAnEarlierVersionTookApartStayApart(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            long account = store.accounts().addAccount("Main");
            User first = add(store, account, "Admin", Role.ADMIN);
            User second = add(store, account, "other", Role.ADMIN);
            StoreProbe.sql(store).execute("update person set login = 'admin' where login = 'other'");
            assertThat(store.users().byLogin("Admin")).contains(first);
            assertThat(store.users().byLogin("admin").orElseThrow().id()).isEqualTo(second.id());
            assertThat(store.users().byLogin("ADMIN")).contains(first);
            assertThat(store.users().clashes()).containsExactly(List.of("Admin", "admin"));
        }
    }

    @EachEngine({TestEngine.POSTGRES, TestEngine.NEWEST_POSTGRES})
    void aLogInLastsAsLongOnNodesWithOtherClocks(TestEngine engine) {
        SettableClock late = new SettableClock(clock.instant().minus(Duration.ofDays(400)));
        SettableClock early = new SettableClock(clock.instant().plus(Duration.ofDays(400)));
        List<Store> nodes = engine.nodesWithClocks(late, early);
        try (Store behind = nodes.get(0);
                Store ahead = nodes.get(1)) {
            User person = add(behind, behind.accounts().addAccount("Main"), "admin", Role.ADMIN);
            behind.users().addLogin("of the one behind", person.id(), Duration.ofDays(1));
            ahead.users().addLogin("of the one ahead", person.id(), Duration.ofDays(1));
            for (Store node : nodes) {
                assertThat(node.users().loggedIn("of the one behind")).isPresent();
                assertThat(node.users().loggedIn("of the one ahead")).isPresent();
            }
        }
    }

    @EachEngine
    void aLogInLastsUntilItExpiresOrEnds(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            UserRepository users = store.users();
            User person = add(store, store.accounts().addAccount("Main"), "admin", Role.ADMIN);

            users.addLogin("one", person.id(), Duration.ofDays(1));
            users.addLogin("two", person.id(), Duration.ofDays(3));
            assertThat(users.loggedIn("one")).contains(person);
            clock.advance(Duration.ofDays(1));
            assertThat(users.loggedIn("one")).isEmpty();
            assertThat(users.loggedIn("two")).contains(person);
            users.removeLogin("two");
            assertThat(users.loggedIn("two")).isEmpty();
        }
    }

    @EachEngine
    void whoIsNoLongerActiveIsLoggedOutAndMayComeBack(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            UserRepository users = store.users();
            long account = store.accounts().addAccount("Main");
            add(store, account, "admin", Role.ADMIN);
            User anna = add(store, account, "anna", Role.ANALYST);
            users.addLogin("login", anna.id(), Duration.ofDays(1));

            assertThat(users.change(account, id(anna), AWAY).deactivatedAt()).isEqualTo(clock.instant());
            clock.advance(Duration.ofMinutes(1));
            assertThat(users.change(account, id(anna), AWAY).deactivatedAt())
                    .isEqualTo(clock.instant().minus(Duration.ofMinutes(1)));
            assertThat(users.loggedIn("login")).isEmpty();
            assertThat(users.change(account, id(anna), new UserChange(Role.VIEWER, true, null))
                            .role())
                    .isEqualTo(Role.VIEWER);
            assertThat(users.byLogin("anna").orElseThrow().isActive()).isTrue();
            assertThat(users.loggedIn("login")).isEmpty();
        }
    }

    @EachEngine
    void anAccountKeepsItsLastAdministrator(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            UserRepository users = store.users();
            long account = store.accounts().addAccount("Main");
            User first = add(store, account, "first", Role.ADMIN);
            User second = add(store, account, "second", Role.ADMIN);
            add(store, store.accounts().addAccount("Other"), "elsewhere", Role.ADMIN);

            users.change(account, id(second), AWAY);
            for (UserChange change : List.of(AWAY, VIEWER)) {
                assertThatThrownBy(() -> users.change(account, id(first), change))
                        .hasMessage(
                                "id: got «%d», expected somebody else, because this is the account's last administrator",
                                first.id());
            }
            assertThat(users.byLogin("first")).contains(first);
            users.change(account, id(second), new UserChange(null, true, null));
            users.change(account, id(first), VIEWER);
        }
    }

    @EachEngine
    void ofTwoAdministratorsWhoKeepEachOtherOutOneStays(TestEngine engine) throws Exception {
        try (Store store = engine.open(clock);
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            UserRepository users = store.users();
            long account = store.accounts().addAccount("Main");
            for (int i = 0; i < 10; i++) {
                User one = add(store, account, "one" + i, Role.ADMIN);
                User two = add(store, account, "two" + i, Role.ADMIN);
                List<Callable<Boolean>> changes =
                        List.of(() -> succeeds(users, account, one), () -> succeeds(users, account, two));
                for (Future<Boolean> change : both.invokeAll(changes)) {
                    change.get();
                }
                List<User> left = users.list(account).stream()
                        .filter(person -> person.isActive() && person.role() == Role.ADMIN)
                        .toList();
                assertThat(left).hasSize(1);
            }
        }
    }

    private static boolean succeeds(UserRepository users, long account, User person) {
        try {
            users.change(account, id(person), AWAY);
            return true;
        } catch (ApiException last) {
            return false;
        }
    }

    @EachEngine
    void aPasswordThatSomebodyElseGivesLogsOutEverywhereOnesOwnElsewhere(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            UserRepository users = store.users();
            long account = store.accounts().addAccount("Main");
            User anna = add(store, account, "anna", Role.ADMIN);
            users.addLogin("here", anna.id(), Duration.ofDays(1));
            users.addLogin("there", anna.id(), Duration.ofDays(1));

            users.changePassword(anna.id(), "another hash", "here");
            assertThat(users.loggedIn("here").orElseThrow().passwordHash()).isEqualTo("another hash");
            assertThat(users.loggedIn("there")).isEmpty();
            users.change(account, id(anna), new UserChange(null, null, "third hash"));
            assertThat(users.loggedIn("here")).isEmpty();
            assertThat(users.byLogin("anna").orElseThrow().passwordHash()).isEqualTo("third hash");
        }
    }

    @EachEngine
    void aPersonOfAnotherAccountIsNobody(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            User anna = add(store, store.accounts().addAccount("Main"), "anna", Role.ADMIN);
            long other = store.accounts().addAccount("Other");
            assertThatThrownBy(() -> store.users().change(other, id(anna), VIEWER))
                    .hasMessage("id: got «%d», expected the id of a person of this account", anna.id());
        }
    }
}
