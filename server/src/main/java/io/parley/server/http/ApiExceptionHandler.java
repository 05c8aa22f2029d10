// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.store.FailureLog;
import io.parley.store.StoreHealth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/** Mapping of all errors to responses of one format, which contain only texts of the error catalogue. */
@RestControllerAdvice
public final class ApiExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);
    private static final String GONE = ApiExceptionHandler.class.getName() + ".gone";

    private final JsonMapper json;
    private final StoreHealth health;
    private final FailureLog failures = new FailureLog(ApiExceptionHandler.class);

    ApiExceptionHandler(JsonMapper json, StoreHealth health) {
        this.json = json;
        this.health = health;
    }

    /** Writes an error from outside a controller. */
    public void write(ApiException refused, HttpServletResponse response) throws IOException {
        response.setStatus(status(refused.problem()).value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        refused.retryAfter()
                .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        json.writeValue(response.getOutputStream(), ErrorDto.of(refused));
    }

    @ExceptionHandler
    ResponseEntity<ErrorDto> refused(ApiException refused) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status(refused.problem())).contentType(MediaType.APPLICATION_JSON);
        refused.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        return answer.body(ErrorDto.of(refused));
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<ErrorDto> nothingThere(HttpServletRequest request) {
        return refused(noSuchPath(request));
    }

    @ExceptionHandler
    ResponseEntity<ErrorDto> wrongMethod(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        String[] methods = e.getSupportedMethods();
        return refused(ApiException.field(
                ErrorCode.METHOD,
                "method",
                e.getMethod(),
                methods == null ? "another method" : "one of " + String.join(", ", methods)));
    }

    /** @return null when the client has closed the connection */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ErrorDto> failed(Exception e, HttpServletRequest request) {
        if (e instanceof CompletionException && e.getCause() instanceof ApiException refused) {
            return refused(refused);
        }
        if (isOfACallerGone(e)) {
            request.setAttribute(GONE, true);
            LOG.debug("{} {}: the caller went away: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            return null;
        }
        if (health.isUnavailable(e)) {
            failures.warn("calls fail, because the database does not answer", e);
            return refused(ApiException.because(
                    ErrorCode.STORE_AWAY, "the database does not answer; send it again in a moment"));
        }
        if (e instanceof ErrorResponse byTheFramework
                && byTheFramework.getStatusCode().is4xxClientError()) {
            return refused(ApiException.field(
                    ErrorCode.INVALID_VALUE,
                    "request",
                    byTheFramework.getBody().getTitle(),
                    "a request that the API document describes"));
        }
        failures.errorEach("a call failed", request.getMethod() + " " + request.getRequestURI() + " failed", e);
        return refused(ApiException.unexpectedly(RequestIdFilter.of(request)));
    }

    /** Returns whether a response could not be completed because the client closed the connection. */
    public static boolean isOfACallerGone(HttpServletRequest request) {
        return request.getAttribute(GONE) != null;
    }

    /**
     * Returns whether the connection to the client broke: Tomcat and Spring mark such failures, also as the cause of
     * others.
     */
    private static boolean isOfACallerGone(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException);
    }

    private static ApiException noSuchPath(HttpServletRequest request) {
        return ApiException.field(
                ErrorCode.NO_SUCH_PATH, "path", request.getRequestURI(), "a path of the API document at /openapi.json");
    }

    /** Returns the HTTP status of a problem. */
    public static HttpStatus status(ErrorCode problem) {
        return switch (problem.kind()) {
            case VALIDATION -> HttpStatus.BAD_REQUEST;
            case AUTHENTICATION -> HttpStatus.UNAUTHORIZED;
            case AUTHORIZATION -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case RATE -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
