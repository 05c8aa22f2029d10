// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import io.parley.core.problem.Given;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.access.Secrets;
import io.parley.server.web.Bodies;
import io.parley.server.web.Names;
import io.parley.server.web.Query;
import io.parley.store.Store;
import io.parley.store.directory.Directory;
import io.parley.store.directory.People;
import io.parley.store.directory.Person;
import io.parley.store.directory.Project;
import io.parley.store.directory.Token;
import io.parley.store.directory.TokenKind;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for the account's tokens. They are our addition to the API. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenController {
    /**
     * Format of a token that a bot already has: it must fit into a path, and its hash has no salt, which is safe only
     * for long secrets.
     */
    private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9:._~-]{20,200}");

    private final Directory directory;
    private final People people;
    private final Bodies bodies;
    private final Secrets secrets = new Secrets();

    TokenController(Store store, Bodies bodies) {
        this.directory = store.directory();
        this.people = store.people();
        this.bodies = bodies;
    }

    /**
     * A token.
     *
     * @param projectShortName null for a unified token
     * @param createdBy the login of the user who created it in the page; null if it was created otherwise
     * @param token the secret itself, returned once; null except for a new token
     */
    record TokenInfo(
            long id,
            TokenKind kind,
            String name,
            @Nullable String projectShortName,
            Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant lastUsedAt,
            @Nullable String token) {}

    @Needs(Permission.ADMINISTER)
    @GetMapping
    List<TokenInfo> list(Caller caller) {
        Map<Long, String> projects =
                caller.projects().stream().collect(Collectors.toMap(Project::id, Project::shortName));
        Map<Long, Person> makers =
                people.list(caller.accountId()).stream().collect(Collectors.toMap(Person::id, Function.identity()));
        return directory.tokens(caller.accountId()).stream()
                .map(token -> info(token, projects.get(token.projectId()), makers.get(token.createdBy()), null))
                .toList();
    }

    @Needs(Permission.ADMINISTER)
    @PostMapping
    TokenInfo create(Caller caller, HttpServletRequest request) {
        Input body = bodies.json(request).object();
        TokenKind kind =
                body.required("kind", Input.words(TokenKind.class)).oneOf(TokenKind.class, Problem.INVALID_VALUE);
        String name = Names.read(body.required("name", "what the token is for"));
        Input ownSecret = body.member("token").orElse(null);
        Project project = project(caller, kind, body.optional("projectShortName", Input::text));
        String secret = ownSecret == null ? newSecret(kind) : given(kind, ownSecret);
        Person maker = caller.person();
        Token token = directory
                .addToken(
                        kind,
                        Secrets.hash(secret),
                        caller.accountId(),
                        project == null ? null : project.id(),
                        name,
                        maker == null ? null : maker.id())
                .orElseThrow(() -> Refused.field(
                        Problem.NAME_TAKEN, "token", "one that is known here", "a token that was never registered"));
        return info(token, project == null ? null : project.shortName(), maker, secret);
    }

    @Needs(Permission.ADMINISTER)
    @DeleteMapping("/{id}")
    void revoke(Caller caller, @PathVariable String id) {
        directory.revokeToken(caller.accountId(), Given.of(Query.input("id", id), Input::integer));
    }

    private static @Nullable Project project(Caller caller, TokenKind kind, @Nullable String shortName) {
        return switch (kind) {
            case PROJECT, INGEST -> caller.project(shortName);
            case UNIFIED -> {
                if (shortName != null) {
                    throw Refused.field(
                            Problem.INVALID_VALUE,
                            "projectShortName",
                            shortName,
                            "nothing, because a unified token is for all projects");
                }
                yield null;
            }
        };
    }

    private String newSecret(TokenKind kind) {
        return switch (kind) {
            case UNIFIED -> secrets.unifiedToken();
            case PROJECT, INGEST -> secrets.projectToken();
        };
    }

    /** Reads a token that a bot or script already has. Error messages must not contain it. */
    private static String given(TokenKind kind, Input input) {
        if (kind == TokenKind.UNIFIED) {
            throw Refused.field(
                    Problem.INVALID_VALUE,
                    "token",
                    "a token",
                    "nothing, because unified tokens are made by the server");
        }
        String token = input.text();
        if (!GIVEN.matcher(token).matches()) {
            throw Refused.field(
                    Problem.INVALID_VALUE,
                    "token",
                    "a text of " + token.length() + " characters",
                    "20 to 200 letters, digits, and : . _ ~ -");
        }
        return token;
    }

    private static TokenInfo info(
            Token token, @Nullable String shortName, @Nullable Person maker, @Nullable String secret) {
        return new TokenInfo(
                token.id(),
                token.kind(),
                token.name(),
                shortName,
                token.createdAt(),
                maker == null ? null : maker.login(),
                token.lastUsedAt(),
                secret);
    }
}
