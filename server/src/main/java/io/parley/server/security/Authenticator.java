// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.Project;
import io.parley.store.account.Token;
import io.parley.store.account.TokenGrant;
import io.parley.store.account.TokenKind;
import io.parley.store.account.User;
import io.parley.store.account.UserRepository;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Authenticates calls by the token in the path or a header, a pair of keys, or the page's cookie. */
@Component
final class Authenticator {
    static final String COOKIE = "parley_session";
    /** Header that only scripts of our page can send; a form or link of another site cannot (CSRF protection). */
    static final String PAGE_HEADER = "X-Parley-Page";

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";
    /** Header with a token, for senders that can set headers of their own only. */
    static final String TOKEN_HEADER = "X-Parley-Token";
    /** The paths of Langfuse's API, whose clients send a pair of keys. */
    private static final String LANGFUSE = "/api/public/";

    private static final Set<TokenKind> HEADER_KINDS = Set.of(TokenKind.UNIFIED, TokenKind.INGEST);
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final AccountRepository accounts;
    private final UserRepository users;

    Authenticator(AccountRepository accounts, UserRepository users) {
        this.accounts = accounts;
        this.users = users;
    }

    /**
     * Returns the principal of the request.
     *
     * @throws ApiException when the request has no valid credentials
     */
    Principal identify(HttpServletRequest request) {
        if (request.getAttribute(PathToken.ATTRIBUTE) instanceof PathToken inPath) {
            return byToken(inPath.token(), Set.of(inPath.kind()), inPath.address());
        }
        Optional<ProjectKeys> keys = projectKeys(request);
        if (keys.isPresent()) {
            return keys.get().within(byToken(keys.get().secret(), HEADER_KINDS, Principal.REPORTER));
        }
        Optional<String> token = inHeader(request);
        if (token.isPresent()) {
            return byToken(token.get(), HEADER_KINDS, Principal.REPORTER);
        }
        User person = person(request)
                .orElseThrow(() -> ApiException.because(
                        ErrorCode.TOKEN_MISSING,
                        "this call needs a token: send the header «Authorization: Bearer …», or log in to the page"));
        if (!SAFE_METHODS.contains(request.getMethod()) && request.getHeader(PAGE_HEADER) == null) {
            throw ApiException.field(
                    ErrorCode.PAGE_HEADER_MISSING,
                    PAGE_HEADER,
                    null,
                    "1, on every call that the page's cookie rides on");
        }
        return new Principal(
                person.accountId(),
                person,
                Principal.permissions(person.role()),
                accounts.projects(person.accountId()),
                false,
                Principal.REPORTER);
    }

    /** Returns the secret that identified the caller: a token or the cookie's value. */
    static String secret(HttpServletRequest request) {
        return request.getAttribute(PathToken.ATTRIBUTE) instanceof PathToken inPath
                ? inPath.token()
                : projectKeys(request)
                        .map(ProjectKeys::secret)
                        .or(() -> inHeader(request))
                        .or(() -> cookie(request))
                        .orElseThrow();
    }

    /** Returns the token of a header. Settings of OpenTelemetry take a header of its own more easily than one with a space. */
    private static Optional<String> inHeader(HttpServletRequest request) {
        return bearer(request)
                .or(() -> Optional.ofNullable(request.getHeader(TOKEN_HEADER))
                        .map(String::strip)
                        .filter(token -> !token.isEmpty()));
    }

    /**
     * A pair of keys as SDKs of Langfuse send it.
     *
     * @param project short name of the project: the public key
     * @param secret token of the project or its account: the secret key
     */
    private record ProjectKeys(String project, String secret) {
        /** Limits a token's principal to the project. */
        Principal within(Principal ofToken) {
            List<Project> named = ofToken.projects().stream()
                    .filter(each -> each.shortName().equals(project))
                    .toList();
            if (named.isEmpty()) {
                throw ApiException.because(
                        ErrorCode.TOKEN_INVALID,
                        "the public key is not the short name of a project that the secret key is a token of");
            }
            return new Principal(ofToken.accountId(), null, ofToken.permissions(), named, true, ofToken.address());
        }
    }

    private static Optional<ProjectKeys> projectKeys(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null
                || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())
                || !request.getRequestURI().startsWith(LANGFUSE)) {
            return Optional.empty();
        }
        String pair;
        try {
            pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            pair = "";
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw ApiException.because(
                    ErrorCode.TOKEN_INVALID, "the header «Authorization: Basic …» is not a pair of keys in base64");
        }
        return Optional.of(new ProjectKeys(pair.substring(0, colon), pair.substring(colon + 1)));
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    /** Returns the user who is logged in to the page with the request's cookie. */
    Optional<User> person(HttpServletRequest request) {
        return cookie(request).flatMap(secret -> users.loggedIn(TokenSecrets.hash(secret)));
    }

    static Optional<String> cookie(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(COOKIE)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private Principal byToken(String secret, Set<TokenKind> kinds, String address) {
        TokenGrant opened = accounts.findTokenGrant(TokenSecrets.hash(secret))
                .filter(known -> kinds.contains(known.token().kind()))
                .orElseThrow(() -> ApiException.because(
                        ErrorCode.TOKEN_INVALID, "this token is unknown, revoked, or not for this kind of call"));
        Token token = opened.token();
        return new Principal(
                token.accountId(),
                null,
                Principal.permissions(token.kind()),
                opened.projects(),
                token.projectId() != null,
                address);
    }
}
