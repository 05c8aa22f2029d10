// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.error.RequestValue;
import io.parley.server.http.NameValidator;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.server.security.TokenSecrets;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.Project;
import io.parley.store.account.Token;
import io.parley.store.account.TokenKind;
import io.parley.store.account.User;
import io.parley.store.account.UserRepository;
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

    private final AccountRepository accounts;
    private final UserRepository users;
    private final RequestBodyReader bodies;
    private final TokenSecrets secrets = new TokenSecrets();

    TokenController(AccountRepository accounts, UserRepository users, RequestBodyReader bodies) {
        this.accounts = accounts;
        this.users = users;
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

    @RequiresPermission(Permission.ADMINISTER)
    @GetMapping
    List<TokenInfo> list(Principal caller) {
        Map<Long, String> projects =
                caller.projects().stream().collect(Collectors.toMap(Project::id, Project::shortName));
        Map<Long, User> makers =
                users.list(caller.accountId()).stream().collect(Collectors.toMap(User::id, Function.identity()));
        return accounts.tokens(caller.accountId()).stream()
                .map(token -> info(token, projects.get(token.projectId()), makers.get(token.createdBy()), null))
                .toList();
    }

    @RequiresPermission(Permission.ADMINISTER)
    @PostMapping
    TokenInfo create(Principal caller, HttpServletRequest request) {
        JsonInput body = bodies.json(request).object();
        TokenKind kind =
                body.required("kind", JsonInput.words(TokenKind.class)).oneOf(TokenKind.class, ErrorCode.INVALID_VALUE);
        String name = NameValidator.read(body.required("name", "what the token is for"));
        JsonInput ownSecret = body.member("token").orElse(null);
        Project project = project(caller, kind, body.optional("projectShortName", JsonInput::text));
        String secret = ownSecret == null ? newSecret(kind) : given(kind, ownSecret);
        User maker = caller.person();
        Token token = accounts.addToken(
                        kind,
                        TokenSecrets.hash(secret),
                        caller.accountId(),
                        project == null ? null : project.id(),
                        name,
                        maker == null ? null : maker.id())
                .orElseThrow(() -> ApiException.field(
                        ErrorCode.NAME_TAKEN, "token", "one that is known here", "a token that was never registered"));
        return info(token, project == null ? null : project.shortName(), maker, secret);
    }

    @RequiresPermission(Permission.ADMINISTER)
    @DeleteMapping("/{id}")
    void revoke(Principal caller, @PathVariable String id) {
        accounts.revokeToken(caller.accountId(), RequestValue.of(QueryParameters.input("id", id), JsonInput::integer));
    }

    private static @Nullable Project project(Principal caller, TokenKind kind, @Nullable String shortName) {
        return switch (kind) {
            case PROJECT, INGEST -> caller.project(shortName);
            case UNIFIED -> {
                if (shortName != null) {
                    throw ApiException.field(
                            ErrorCode.INVALID_VALUE,
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
    private static String given(TokenKind kind, JsonInput input) {
        if (kind == TokenKind.UNIFIED) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE,
                    "token",
                    "a token",
                    "nothing, because unified tokens are made by the server");
        }
        String token = input.text();
        if (!GIVEN.matcher(token).matches()) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE,
                    "token",
                    "a text of " + token.length() + " characters",
                    "20 to 200 letters, digits, and : . _ ~ -");
        }
        return token;
    }

    private static TokenInfo info(
            Token token, @Nullable String shortName, @Nullable User maker, @Nullable String secret) {
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
