// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.Token;
import io.parley.store.account.TokenGrant;
import io.parley.store.account.TokenKind;
import io.parley.store.account.User;
import io.parley.store.account.UserRepository;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Authenticates calls by the token in the path, the bearer token, or the page's cookie. */
@Component
final class Authenticator {
    static final String COOKIE = "parley_session";
    /** Header that only scripts of our page can send; a form or link of another site cannot (CSRF protection). */
    static final String PAGE_HEADER = "X-Parley-Page";

    private static final String BEARER = "bearer ";
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
        Optional<String> token = bearer(request);
        if (token.isPresent()) {
            return byToken(token.get(), Set.of(TokenKind.UNIFIED, TokenKind.INGEST), Principal.REPORTER);
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
                : bearer(request).or(() -> cookie(request)).orElseThrow();
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
