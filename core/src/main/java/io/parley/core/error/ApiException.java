// SPDX-License-Identifier: Apache-2.0
package io.parley.core.error;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error answer to a request or record, with a message for its sender. */
public final class ApiException extends RuntimeException {
    /** Maximum length of caller input repeated in an error, in characters. */
    private static final int LONGEST_ECHO = 120;

    /** Retry-After of an overloaded server; most calls take less time. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ErrorCode problem;
    private final transient Map<String, Object> args;
    private final transient @Nullable Duration retryAfter;

    private ApiException(ErrorCode problem, String message, Map<String, Object> args, @Nullable Duration retryAfter) {
        // It reports a client's error, so it needs no stack trace.
        super(message, null, false, false);
        this.problem = problem;
        this.args = args;
        this.retryAfter = retryAfter;
    }

    /** Returns an error that concerns no single field. */
    public static ApiException because(ErrorCode problem, String message) {
        return new ApiException(problem, message, Map.of(), null);
    }

    /**
     * Returns the error for an unexpected failure of the server.
     *
     * @param requestId id of the request in the log
     */
    public static ApiException unexpectedly(String requestId) {
        return new ApiException(
                ErrorCode.UNEXPECTED,
                "the server failed at request " + requestId + "; its log says more, the request was not at fault",
                Map.of("requestId", requestId),
                null);
    }

    /**
     * Returns the error for an exceeded rate limit.
     *
     * @param what description of the limited action
     * @param wait time after which it is allowed again
     */
    public static ApiException forNow(String what, Duration wait) {
        // Rounded up: a client that waits the given whole seconds must not come too early.
        Duration seconds = Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
        return new ApiException(
                ErrorCode.TOO_MANY_REQUESTS,
                what + "; try again in " + seconds.toSeconds() + " s",
                Map.of("retryAfter", seconds.toSeconds()),
                seconds);
    }

    /**
     * Returns the error for a limit of the server that other calls have reached.
     *
     * @param exhausted the limit
     */
    public static ApiException overloaded(Overload exhausted) {
        return new ApiException(
                ErrorCode.OVERLOADED,
                exhausted.words() + "; try again in " + PAUSE.toSeconds() + " s",
                Map.of("retryAfter", PAUSE.toSeconds()),
                PAUSE);
    }

    /**
     * Returns the error for an invalid field.
     *
     * @param field path of the field, such as {@code filters[2].key}
     * @param got received value; null when it was absent
     * @param expected description of valid values
     */
    public static ApiException field(ErrorCode problem, String field, @Nullable Object got, String expected) {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("field", field);
        args.put("got", got == null ? "nothing" : shortened(got.toString()));
        args.put("expected", expected);
        String came = got == null ? "nothing" : "«" + shortened(got.toString()) + "»";
        return new ApiException(problem, field + ": got " + came + ", expected " + expected, Map.copyOf(args), null);
    }

    public ErrorCode problem() {
        return problem;
    }

    /** Returns the message, which is never null. */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** Returns {@code field}, {@code got} and {@code expected} when one field is invalid, else an empty map. */
    public Map<String, Object> args() {
        return args;
    }

    /** Returns the time to wait before a retry, in whole seconds; empty when a retry does not help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_ECHO
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_ECHO)) + "…";
    }
}
