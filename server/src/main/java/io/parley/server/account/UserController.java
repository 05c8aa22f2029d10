// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.error.RequestValue;
import io.parley.server.http.NameValidator;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Passwords;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.server.security.TokenSecrets;
import io.parley.store.account.Role;
import io.parley.store.account.User;
import io.parley.store.account.UserChange;
import io.parley.store.account.UserRepository;
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
class UserController {
    private static final int LENGTH_OF_FIRST_PASSWORD = 16;

    private final UserRepository users;
    private final Passwords passwords;
    private final RequestBodyReader bodies;
    private final TokenSecrets secrets = new TokenSecrets();

    UserController(UserRepository users, Passwords passwords, RequestBodyReader bodies) {
        this.users = users;
        this.passwords = passwords;
        this.bodies = bodies;
    }

    /**
     * A user.
     *
     * @param active whether the user may log in
     * @param password the initial password, returned once; null except for a new user with a generated one
     */
    record UserInfo(
            long id,
            String login,
            Role role,
            boolean active,
            Instant createdAt,
            @Nullable String password) {
        static UserInfo of(User person, @Nullable String password) {
            return new UserInfo(
                    person.id(), person.login(), person.role(), person.isActive(), person.createdAt(), password);
        }
    }

    @RequiresPermission(Permission.ADMINISTER)
    @GetMapping
    List<UserInfo> list(Principal caller) {
        return users.list(caller.accountId()).stream()
                .map(person -> UserInfo.of(person, null))
                .toList();
    }

    @RequiresPermission(Permission.ADMINISTER)
    @PostMapping
    UserInfo add(Principal caller, HttpServletRequest request) {
        JsonInput body = bodies.json(request).object();
        RequestValue<String> login =
                RequestValue.of(body.required("login", "what the person logs in with"), NameValidator::read);
        Role role = role(body.required("role", JsonInput.words(Role.class)));
        String chosen = body.optional("password", Passwords::read);
        String password = chosen == null ? secrets.letters(LENGTH_OF_FIRST_PASSWORD) : chosen;
        User person = users.add(caller.accountId(), login, passwords.hash(password), role);
        return UserInfo.of(person, chosen == null ? password : null);
    }

    @RequiresPermission(Permission.ADMINISTER)
    @PutMapping("/{id}")
    UserInfo change(Principal caller, @PathVariable String id, HttpServletRequest request) {
        JsonInput body = bodies.json(request).object();
        String password = body.optional("password", Passwords::read);
        UserChange change = new UserChange(
                body.optional("role", UserController::role),
                body.optional("active", JsonInput::flag),
                password == null ? null : passwords.hash(password));
        RequestValue<Long> who = RequestValue.of(QueryParameters.input("id", id), JsonInput::integer);
        return UserInfo.of(users.change(caller.accountId(), who, change), null);
    }

    private static Role role(JsonInput input) {
        return input.oneOf(Role.class, ErrorCode.INVALID_VALUE);
    }
}
