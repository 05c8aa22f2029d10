// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.server.ParleyProperties;
import io.parley.server.http.Public;
import io.parley.server.http.RequestAddress;
import io.parley.server.http.RequestBodyReader;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.LoginName;
import io.parley.store.account.Project;
import io.parley.store.account.Role;
import io.parley.store.account.User;
import io.parley.store.account.UserRepository;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints to log in to the page and to log out. */
@RestController
@RequestMapping("/api/v1/session")
class LoginController {
    private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    /** How long a login is valid. */
    private static final Duration LOGIN = Duration.ofDays(14);

    private final AccountRepository accounts;
    private final UserRepository users;
    private final Authenticator callers;
    private final Passwords passwords;
    private final LoginThrottle attempts;
    private final RequestBodyReader bodies;
    private final TokenSecrets secrets = new TokenSecrets();
    private final boolean noProxies;
    private final AtomicBoolean told = new AtomicBoolean();

    LoginController(
            AccountRepository accounts,
            UserRepository users,
            Authenticator callers,
            Passwords passwords,
            LoginThrottle attempts,
            RequestBodyReader bodies,
            ParleyProperties configuration) {
        this.accounts = accounts;
        this.users = users;
        this.callers = callers;
        this.passwords = passwords;
        this.attempts = attempts;
        this.bodies = bodies;
        this.noProxies = configuration.trustedProxies().isEmpty();
        warnOfClashes();
    }

    /** Earlier versions permitted log-ins that differ in form only. */
    private void warnOfClashes() {
        users.clashes()
                .forEach(logins -> LOG.warn(
                        "these people have log-ins that differ only in capitals, blanks or forms of letters: {}; each logs in with"
                                + " exactly this spelling, any other leads to the first. Deactivate the ones that are not meant",
                        logins.stream().map(login -> "«" + login + "»").collect(Collectors.joining(", "))));
    }

    record LoggedIn(UserInfo user, List<ProjectName> projects) {}

    record UserInfo(String login, Role role, long accountId) {}

    record ProjectName(String shortName, String name) {
        static ProjectName of(Project project) {
            return new ProjectName(project.shortName(), project.name());
        }
    }

    @Public
    @PostMapping
    ResponseEntity<LoggedIn> logIn(HttpServletRequest request) {
        JsonInput body = bodies.withoutCredentials(request).object();
        String login = body.required("login", "a login").text();
        String password = body.required("password", "the password").text();
        warnOfUnknownProxy(request);
        String name = LoginName.key(login);
        attempts.begin(request.getRemoteAddr(), name);
        User person = users.byLogin(login).filter(User::isActive).orElse(null);
        boolean right = passwords.matches(password, person == null ? null : person.passwordHash());
        if (person == null || !right) {
            throw ApiException.because(ErrorCode.LOGIN_FAILED, "login and password do not belong together");
        }
        attempts.succeeded(request.getRemoteAddr(), name);
        String secret = secrets.letters(43);
        users.addLogin(TokenSecrets.hash(secret), person.id(), LOGIN);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(request, secret, LOGIN))
                .body(loggedIn(person));
    }

    /** Logs once that a proxy is not trusted, because all users then have the proxy's address. */
    private void warnOfUnknownProxy(HttpServletRequest request) {
        if (noProxies && request.getHeader(FORWARDED_FOR) != null && !told.getAndSet(true)) {
            LOG.warn(
                    "a proxy in front says in {} whom it calls for and is not believed; so all people behind it share how many wrong passwords"
                            + " are let pass. Name it with --trusted-proxies",
                    FORWARDED_FOR);
        }
    }

    @Public
    @GetMapping
    LoggedIn who(HttpServletRequest request) {
        return loggedIn(callers.person(request)
                .orElseThrow(() -> ApiException.because(ErrorCode.TOKEN_MISSING, "nobody is logged in here")));
    }

    @RequiresPermission(Permission.READ)
    @DeleteMapping
    ResponseEntity<Void> logOut(HttpServletRequest request) {
        Authenticator.cookie(request).ifPresent(secret -> users.removeLogin(TokenSecrets.hash(secret)));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO))
                .build();
    }

    private LoggedIn loggedIn(User person) {
        return new LoggedIn(
                new UserInfo(person.login(), person.role(), person.accountId()),
                accounts.projects(person.accountId()).stream()
                        .map(ProjectName::of)
                        .toList());
    }

    private static String cookie(HttpServletRequest request, String value, Duration age) {
        String prefix = RequestAddress.prefix(request);
        return ResponseCookie.from(Authenticator.COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path(prefix.isEmpty() ? "/" : prefix)
                .maxAge(age)
                .build()
                .toString();
    }
}
