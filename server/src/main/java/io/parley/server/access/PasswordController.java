// SPDX-License-Identifier: Apache-2.0
package io.parley.server.access;

import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.web.Bodies;
import io.parley.store.Store;
import io.parley.store.directory.People;
import io.parley.store.directory.Person;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoint with which users change their own passwords. */
@RestController
class PasswordController {
    private final People people;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final Bodies bodies;

    PasswordController(Store store, Passwords passwords, LoginAttempts attempts, Bodies bodies) {
        this.people = store.people();
        this.passwords = passwords;
        this.attempts = attempts;
        this.bodies = bodies;
    }

    /**
     * Requires the old password, because an attacker with access to an open browser has the cookie but not the
     * password.
     */
    @Needs(Permission.READ)
    @PutMapping("/api/v1/session/password")
    void change(Caller caller, HttpServletRequest request) {
        Person person = caller.person();
        String login = Callers.cookie(request).orElse(null);
        if (person == null || login == null) {
            throw Refused.because(Problem.NOT_ALLOWED, "a token has no password; log in to the page");
        }
        Input body = bodies.json(request).object();
        String old = body.required("oldPassword", "the password that you log in with")
                .text();
        String wanted = Passwords.read(body.required("newPassword", "the password that you want"));
        attempts.begin(request.getRemoteAddr(), person.login());
        if (!passwords.matches(old, person.passwordHash())) {
            throw Refused.field(Problem.INVALID_VALUE, "oldPassword", "another", "the password that you log in with");
        }
        attempts.succeeded(request.getRemoteAddr(), person.login());
        people.changePassword(person.id(), passwords.hash(wanted), Secrets.hash(login));
    }
}
