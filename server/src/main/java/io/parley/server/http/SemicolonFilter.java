// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter that rejects paths with a semicolon. Spring removes the text after it as path parameters, so that
 * {@code /comments/a;b} would refer to the message {@code a}.
 */
@Component
class SemicolonFilter extends OncePerRequestFilter {
    private final ApiExceptionHandler errors;

    SemicolonFilter(ApiExceptionHandler errors) {
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().contains(";")) {
            errors.write(
                    ApiException.field(
                            ErrorCode.NO_SUCH_PATH,
                            "path",
                            request.getRequestURI(),
                            "a path whose semicolons are written as %3B"),
                    response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
