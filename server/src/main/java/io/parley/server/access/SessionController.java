// SPDX-License-Identifier: Apache-2.0
package io.parley.server.access;

import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.ServerConfiguration;
import io.parley.server.web.Bodies;
import io.parley.server.web.Open;
import io.parley.store.Store;
import io.parley.store.directory.Directory;
import io.parley.store.directory.People;
import io.parley.store.directory.Person;
import io.parley.store.directory.Project;
import io.parley.store.directory.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
class SessionController {
    private static final Logger LOG = LoggerFactory.getLogger(SessionController.class);
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    /** How long a login is valid. */
    private static final Duration LOGIN = Duration.ofDays(14);

    private final Directory directory;
    private final People people;
    private final Callers callers;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final Bodies bodies;
    private final Clock clock;
    private final Secrets secrets = new Secrets();
    private final boolean noProxies;
    private final AtomicBoolean told = new AtomicBoolean();

    SessionController(
            Store store,
            Callers callers,
            Passwords passwords,
            LoginAttempts attempts,
            Bodies bodies,
            ServerConfiguration configuration,
            Clock clock) {
        this.directory = store.directory();
        this.people = store.people();
        this.callers = callers;
        this.passwords = passwords;
        this.attempts = attempts;
        this.bodies = bodies;
        this.noProxies = configuration.trustedProxies().isEmpty();
        this.clock = clock;
    }

    record LoggedIn(User user, List<ProjectName> projects) {}

    record User(String login, Role role, long accountId) {}

    record ProjectName(String shortName, String name) {
        static ProjectName of(Project project) {
            return new ProjectName(project.shortName(), project.name());
        }
    }

    @Open
    @PostMapping
    ResponseEntity<LoggedIn> logIn(HttpServletRequest request) {
        Input body = bodies.ofAnybody(request).object();
        String login = body.required("login", "a login").text();
        String password = body.required("password", "the password").text();
        tellOfUnknownProxy(request);
        attempts.begin(request.getRemoteAddr(), login);
        Person person = people.byLogin(login).filter(Person::isActive).orElse(null);
        boolean right = passwords.matches(password, person == null ? null : person.passwordHash());
        if (person == null || !right) {
            throw Refused.because(Problem.LOGIN_FAILED, "login and password do not belong together");
        }
        attempts.succeeded(request.getRemoteAddr(), login);
        String secret = secrets.letters(43);
        people.addLogin(Secrets.hash(secret), person.id(), clock.instant().plus(LOGIN));
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(request, secret, LOGIN))
                .body(loggedIn(person));
    }

    /** Logs once that a proxy is not trusted, because all users then have the proxy's address. */
    private void tellOfUnknownProxy(HttpServletRequest request) {
        if (noProxies && request.getHeader(FORWARDED_FOR) != null && !told.getAndSet(true)) {
            LOG.warn(
                    "a proxy in front says in {} whom it calls for and is not believed; so all people behind it share how many wrong passwords"
                            + " are let pass. Name it with --trusted-proxies",
                    FORWARDED_FOR);
        }
    }

    @Open
    @GetMapping
    LoggedIn who(HttpServletRequest request) {
        return loggedIn(callers.person(request)
                .orElseThrow(() -> Refused.because(Problem.TOKEN_MISSING, "nobody is logged in here")));
    }

    @Needs(Permission.READ)
    @DeleteMapping
    ResponseEntity<Void> logOut(HttpServletRequest request) {
        Callers.cookie(request).ifPresent(secret -> people.removeLogin(Secrets.hash(secret)));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO))
                .build();
    }

    private LoggedIn loggedIn(Person person) {
        return new LoggedIn(
                new User(person.login(), person.role(), person.accountId()),
                directory.projects(person.accountId()).stream()
                        .map(ProjectName::of)
                        .toList());
    }

    private static String cookie(HttpServletRequest request, String value, Duration age) {
        return ResponseCookie.from(Callers.COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }
}
