// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.server.http.RequestBodyReader;
import io.parley.store.account.LoginName;
import io.parley.store.account.User;
import io.parley.store.account.UserRepository;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoint with which users change their own passwords. */
@RestController
class PasswordController {
    private final UserRepository users;
    private final Passwords passwords;
    private final LoginThrottle attempts;
    private final RequestBodyReader bodies;

    PasswordController(UserRepository users, Passwords passwords, LoginThrottle attempts, RequestBodyReader bodies) {
        this.users = users;
        this.passwords = passwords;
        this.attempts = attempts;
        this.bodies = bodies;
    }

    /**
     * Requires the old password, because an attacker with access to an open browser has the cookie but not the
     * password.
     */
    @RequiresPermission(Permission.READ)
    @PutMapping("/api/v1/session/password")
    void change(Principal caller, HttpServletRequest request) {
        User person = caller.person();
        String login = Authenticator.cookie(request).orElse(null);
        if (person == null || login == null) {
            throw ApiException.because(ErrorCode.NOT_ALLOWED, "a token has no password; log in to the page");
        }
        JsonInput body = bodies.json(request).object();
        String old = body.required("oldPassword", "the password that you log in with")
                .text();
        String wanted = Passwords.read(body.required("newPassword", "the password that you want"));
        attempts.begin(request.getRemoteAddr(), LoginName.key(person.login()));
        if (!passwords.matches(old, person.passwordHash())) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE, "oldPassword", "another", "the password that you log in with");
        }
        attempts.succeeded(request.getRemoteAddr(), LoginName.key(person.login()));
        users.changePassword(person.id(), passwords.hash(wanted), TokenSecrets.hash(login));
    }
}
