// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import com.fasterxml.jackson.annotation.JsonView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Parley's additions to the contract: members, enum values and file types. Clients that are generated from the contract
 * may refuse them. Therefore only callers get them who send the header {@value #HEADER} with {@code true}, or call a path
 * that the contract lacks.
 */
public final class Extras {
    public static final String HEADER = "X-Parley-Extras";

    private static final String GIVEN = Extras.class.getName();

    private Extras() {}

    /** View of the answers with additions. */
    interface Given {}

    /** View of the answers as the contract has them. */
    interface Withheld {}

    /**
     * Decides whether the answer has additions.
     *
     * @param inContract whether the contract has the called operation
     * @throws io.parley.core.error.ApiException if the header is neither {@code true} nor {@code false}
     */
    public static void decide(HttpServletRequest request, boolean inContract) {
        String header = request.getHeader(HEADER);
        boolean asked = header != null
                && !header.isBlank()
                && QueryParameters.input(HEADER, header.strip()).flag();
        request.setAttribute(GIVEN, asked || !inContract);
    }

    /** Returns whether the answer to a request has additions. */
    public static boolean given(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(GIVEN));
    }

    /** Leaves members that are marked {@link Extra} out of answers without additions. */
    @RestControllerAdvice
    static final class Advice implements ResponseBodyAdvice<Object> {
        private final HttpServletRequest request;

        /** @param request stands for the request of the current thread */
        Advice(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public boolean supports(MethodParameter type, Class<? extends HttpMessageConverter<?>> converter) {
            return true;
        }

        @Override
        public @Nullable Object beforeBodyWrite(
                @Nullable Object body,
                MethodParameter type,
                MediaType contentType,
                Class<? extends HttpMessageConverter<?>> converter,
                ServerHttpRequest request,
                ServerHttpResponse response) {
            return body;
        }

        @Override
        public Map<String, Object> determineWriteHints(
                @Nullable Object body,
                MethodParameter type,
                MediaType contentType,
                Class<? extends HttpMessageConverter<?>> converter) {
            return Map.of(JsonView.class.getName(), given(request) ? Given.class : Withheld.class);
        }
    }
}
