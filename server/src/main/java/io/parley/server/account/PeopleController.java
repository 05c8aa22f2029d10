// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import io.parley.core.problem.Given;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Passwords;
import io.parley.server.access.Permission;
import io.parley.server.access.Secrets;
import io.parley.server.web.Bodies;
import io.parley.server.web.Names;
import io.parley.server.web.Query;
import io.parley.store.Store;
import io.parley.store.directory.People;
import io.parley.store.directory.Person;
import io.parley.store.directory.PersonChange;
import io.parley.store.directory.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for the account's users and their roles. They are our addition to the API. */
@RestController
@RequestMapping("/api/v1/people")
class PeopleController {
    private static final int LENGTH_OF_FIRST_PASSWORD = 16;

    private final People people;
    private final Passwords passwords;
    private final Bodies bodies;
    private final Secrets secrets = new Secrets();

    PeopleController(Store store, Passwords passwords, Bodies bodies) {
        this.people = store.people();
        this.passwords = passwords;
        this.bodies = bodies;
    }

    /**
     * A user.
     *
     * @param active whether the user may log in
     * @param password the initial password, returned once; null except for a new user with a generated one
     */
    record PersonInfo(
            long id,
            String login,
            Role role,
            boolean active,
            Instant createdAt,
            @Nullable String password) {
        static PersonInfo of(Person person, @Nullable String password) {
            return new PersonInfo(
                    person.id(), person.login(), person.role(), person.isActive(), person.createdAt(), password);
        }
    }

    @Needs(Permission.ADMINISTER)
    @GetMapping
    List<PersonInfo> list(Caller caller) {
        return people.list(caller.accountId()).stream()
                .map(person -> PersonInfo.of(person, null))
                .toList();
    }

    @Needs(Permission.ADMINISTER)
    @PostMapping
    PersonInfo add(Caller caller, HttpServletRequest request) {
        Input body = bodies.json(request).object();
        Given<String> login = Given.of(body.required("login", "what the person logs in with"), Names::read);
        Role role = role(body.required("role", Input.words(Role.class)));
        String chosen = body.optional("password", Passwords::read);
        String password = chosen == null ? secrets.letters(LENGTH_OF_FIRST_PASSWORD) : chosen;
        Person person = people.add(caller.accountId(), login, passwords.hash(password), role);
        return PersonInfo.of(person, chosen == null ? password : null);
    }

    @Needs(Permission.ADMINISTER)
    @PutMapping("/{id}")
    PersonInfo change(Caller caller, @PathVariable String id, HttpServletRequest request) {
        Input body = bodies.json(request).object();
        String password = body.optional("password", Passwords::read);
        PersonChange change = new PersonChange(
                body.optional("role", PeopleController::role),
                body.optional("active", Input::flag),
                password == null ? null : passwords.hash(password));
        Given<Long> who = Given.of(Query.input("id", id), Input::integer);
        return PersonInfo.of(people.change(caller.accountId(), who, change), null);
    }

    private static Role role(Input input) {
        return input.oneOf(Role.class, Problem.INVALID_VALUE);
    }
}
