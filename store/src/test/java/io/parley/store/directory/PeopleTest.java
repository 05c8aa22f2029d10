// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.problem.Given;
import io.parley.core.problem.Refused;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class PeopleTest {
    private static final PersonChange AWAY = new PersonChange(null, false, null);
    private static final PersonChange VIEWER = new PersonChange(Role.VIEWER, null, null);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    private static Person add(Store store, long account, String login, Role role) {
        return store.people().add(account, new Given<>("login", login), "hash", role);
    }

    private static Given<Long> id(Person person) {
        return new Given<>("id", person.id());
    }

    @EachEngine
    void aLoginIsOnePersons(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            long account = store.directory().addAccount("Main");
            long other = store.directory().addAccount("Other");
            Person anna = add(store, account, "anna", Role.ADMIN);
            Person boris = add(store, account, "boris", Role.VIEWER);
            assertThat(store.people().byLogin("anna")).contains(anna);
            assertThat(store.people().byLogin("Anna")).isEmpty();
            assertThat(store.people().list(account)).containsExactly(anna, boris);
            assertThat(store.people().list(other)).isEmpty();
            assertThatThrownBy(() -> add(store, other, "anna", Role.ADMIN))
                    .hasMessage("login: got «anna», expected a login that nobody has yet");
        }
    }

    @EachEngine
    void aLogInLastsUntilItExpiresOrEnds(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            People people = store.people();
            Person person = add(store, store.directory().addAccount("Main"), "admin", Role.ADMIN);

            people.addLogin("one", person.id(), clock.instant().plus(Duration.ofDays(1)));
            people.addLogin("two", person.id(), clock.instant().plus(Duration.ofDays(3)));
            assertThat(people.loggedIn("one")).contains(person);
            clock.advance(Duration.ofDays(1));
            assertThat(people.loggedIn("one")).isEmpty();
            assertThat(people.loggedIn("two")).contains(person);
            people.removeLogin("two");
            assertThat(people.loggedIn("two")).isEmpty();
        }
    }

    @EachEngine
    void whoIsNoLongerActiveIsLoggedOutAndMayComeBack(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            People people = store.people();
            long account = store.directory().addAccount("Main");
            add(store, account, "admin", Role.ADMIN);
            Person anna = add(store, account, "anna", Role.ANALYST);
            people.addLogin("login", anna.id(), clock.instant().plus(Duration.ofDays(1)));

            assertThat(people.change(account, id(anna), AWAY).deactivatedAt()).isEqualTo(clock.instant());
            clock.advance(Duration.ofMinutes(1));
            assertThat(people.change(account, id(anna), AWAY).deactivatedAt())
                    .isEqualTo(clock.instant().minus(Duration.ofMinutes(1)));
            assertThat(people.loggedIn("login")).isEmpty();
            assertThat(people.change(account, id(anna), new PersonChange(Role.VIEWER, true, null))
                            .role())
                    .isEqualTo(Role.VIEWER);
            assertThat(people.byLogin("anna").orElseThrow().isActive()).isTrue();
            assertThat(people.loggedIn("login")).isEmpty();
        }
    }

    @EachEngine
    void anAccountKeepsItsLastAdministrator(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            People people = store.people();
            long account = store.directory().addAccount("Main");
            Person first = add(store, account, "first", Role.ADMIN);
            Person second = add(store, account, "second", Role.ADMIN);
            add(store, store.directory().addAccount("Other"), "elsewhere", Role.ADMIN);

            people.change(account, id(second), AWAY);
            for (PersonChange change : List.of(AWAY, VIEWER)) {
                assertThatThrownBy(() -> people.change(account, id(first), change))
                        .hasMessage(
                                "id: got «%d», expected somebody else, because this is the account's last administrator",
                                first.id());
            }
            assertThat(people.byLogin("first")).contains(first);
            people.change(account, id(second), new PersonChange(null, true, null));
            people.change(account, id(first), VIEWER);
        }
    }

    @EachEngine
    void ofTwoAdministratorsWhoKeepEachOtherOutOneStays(TestEngine engine) throws Exception {
        try (Store store = engine.open(clock);
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            People people = store.people();
            long account = store.directory().addAccount("Main");
            for (int i = 0; i < 10; i++) {
                Person one = add(store, account, "one" + i, Role.ADMIN);
                Person two = add(store, account, "two" + i, Role.ADMIN);
                List<Callable<Boolean>> changes =
                        List.of(() -> succeeds(people, account, one), () -> succeeds(people, account, two));
                for (Future<Boolean> change : both.invokeAll(changes)) {
                    change.get();
                }
                List<Person> left = people.list(account).stream()
                        .filter(person -> person.isActive() && person.role() == Role.ADMIN)
                        .toList();
                assertThat(left).hasSize(1);
            }
        }
    }

    private static boolean succeeds(People people, long account, Person person) {
        try {
            people.change(account, id(person), AWAY);
            return true;
        } catch (Refused last) {
            return false;
        }
    }

    @EachEngine
    void aPasswordThatSomebodyElseGivesLogsOutEverywhereOnesOwnElsewhere(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            People people = store.people();
            long account = store.directory().addAccount("Main");
            Person anna = add(store, account, "anna", Role.ADMIN);
            people.addLogin("here", anna.id(), clock.instant().plus(Duration.ofDays(1)));
            people.addLogin("there", anna.id(), clock.instant().plus(Duration.ofDays(1)));

            people.changePassword(anna.id(), "another hash", "here");
            assertThat(people.loggedIn("here").orElseThrow().passwordHash()).isEqualTo("another hash");
            assertThat(people.loggedIn("there")).isEmpty();
            people.change(account, id(anna), new PersonChange(null, null, "third hash"));
            assertThat(people.loggedIn("here")).isEmpty();
            assertThat(people.byLogin("anna").orElseThrow().passwordHash()).isEqualTo("third hash");
        }
    }

    @EachEngine
    void aPersonOfAnotherAccountIsNobody(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Person anna = add(store, store.directory().addAccount("Main"), "anna", Role.ADMIN);
            long other = store.directory().addAccount("Other");
            assertThatThrownBy(() -> store.people().change(other, id(anna), VIEWER))
                    .hasMessage("id: got «%d», expected the id of a person of this account", anna.id());
        }
    }
}
