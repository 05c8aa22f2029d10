// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import io.parley.server.http.RequestAtPath;
import io.parley.store.account.TokenKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter that removes tokens from paths before any other code sees them, and maps paths of the legacy edition to
 * those of v1. The legacy edition therefore needs no code of its own, and no log can contain a token.
 *
 * <p>{@link LegacyEdition} defines the mapping; {@code /restapi/external-bot/{token}/…} only loses the token. Double
 * slashes become single ones: bots send them when their configured address ends with a slash.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class PathTokenFilter extends OncePerRequestFilter {
    private static final Pattern DOUBLED = Pattern.compile("/{2,}");
    private static final Pattern LEGACY =
            Pattern.compile("((?:" + String.join("|", LegacyEdition.PREFIXES) + ")([^/]+))(/.*)?");
    private static final Pattern BOT = Pattern.compile("((?:.*)/restapi/external-bot/([^/]+))(/.*)?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = DOUBLED.matcher(request.getRequestURI()).replaceAll("/");
        Matcher legacy = LEGACY.matcher(path);
        Matcher bot = BOT.matcher(path);
        if (legacy.matches()) {
            String rest = rest(legacy);
            setToken(request, TokenKind.PROJECT, legacy);
            String method = LegacyEdition.method(request, rest);
            chain.doFilter(new Readdressed(request, LegacyEdition.v1(rest), method), response);
        } else if (bot.matches()) {
            setToken(request, TokenKind.INGEST, bot);
            chain.doFilter(
                    new Readdressed(request, "/restapi/external-bot" + rest(bot), request.getMethod()), response);
        } else if (!path.equals(request.getRequestURI())) {
            chain.doFilter(new Readdressed(request, path, request.getMethod()), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static String rest(Matcher matcher) {
        return matcher.group(3) == null ? "/" : matcher.group(3);
    }

    private static void setToken(HttpServletRequest request, TokenKind kind, Matcher matcher) {
        String token;
        try {
            token = URLDecoder.decode(matcher.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            token = matcher.group(2);
        }
        request.setAttribute(PathToken.ATTRIBUTE, new PathToken(kind, token, matcher.group(1)));
    }

    /** A request with another path and method. */
    private static final class Readdressed extends RequestAtPath {
        private final String method;

        Readdressed(HttpServletRequest request, String path, String method) {
            super(request, path);
            this.method = method;
        }

        @Override
        public String getMethod() {
            return method;
        }
    }
}
