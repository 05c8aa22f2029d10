// SPDX-License-Identifier: Apache-2.0
package io.parley.core.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request or a record that cannot be served as it stands, with words for the person who sent it. */
public final class Refused extends RuntimeException {
    /** Longest piece of the caller's own input that is repeated in an error, in characters. */
    private static final int LONGEST_ECHO = 120;

    /** After which time an overloaded server may be asked again: most calls are shorter. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Problem problem;
    private final transient Map<String, Object> args;
    private final transient @Nullable Duration retryAfter;

    private Refused(Problem problem, String message, Map<String, Object> args, @Nullable Duration retryAfter) {
        // A refusal is an answer, not a fault of ours: it carries no stack trace.
        super(message, null, false, false);
        this.problem = problem;
        this.args = args;
        this.retryAfter = retryAfter;
    }

    /** A refusal that speaks of no single field. */
    public static Refused because(Problem problem, String message) {
        return new Refused(problem, message, Map.of(), null);
    }

    /**
     * The server failed at a request.
     *
     * @param requestId what the request is called in the log
     */
    public static Refused unexpectedly(String requestId) {
        return new Refused(
                Problem.UNEXPECTED,
                "the server failed at request " + requestId + "; its log says more, the request was not at fault",
                Map.of("requestId", requestId),
                null);
    }

    /**
     * Something was done too often.
     *
     * @param what what there was too much of, in words
     * @param wait after which time it may be done again
     */
    public static Refused forNow(String what, Duration wait) {
        // Whoever comes back after whole seconds must not be early.
        Duration seconds = Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
        return new Refused(
                Problem.TOO_MANY_REQUESTS,
                what + "; try again in " + seconds.toSeconds() + " s",
                Map.of("retryAfter", seconds.toSeconds()),
                seconds);
    }

    /** The calls in progress hold all the memory that there is for them. */
    public static Refused overloaded() {
        return new Refused(
                Problem.OVERLOADED,
                "the calls in progress hold all the memory that there is for them; try again in " + PAUSE.toSeconds()
                        + " s",
                Map.of("retryAfter", PAUSE.toSeconds()),
                PAUSE);
    }

    /**
     * A field holds something else than it should.
     *
     * @param field the path to it, {@code filters[2].key} for instance
     * @param got what came; null when nothing came
     * @param expected what would have been right, in words
     */
    public static Refused field(Problem problem, String field, @Nullable Object got, String expected) {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("field", field);
        args.put("got", got == null ? "nothing" : shortened(got.toString()));
        args.put("expected", expected);
        String came = got == null ? "nothing" : "«" + shortened(got.toString()) + "»";
        return new Refused(problem, field + ": got " + came + ", expected " + expected, Map.copyOf(args), null);
    }

    public Problem problem() {
        return problem;
    }

    /** Message without null: every constructor gives one. */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** {@code field}, {@code got} and {@code expected} where one field is to blame, else empty. */
    public Map<String, Object> args() {
        return args;
    }

    /** How long to wait before trying again, in whole seconds, where that is all there is to do. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_ECHO
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_ECHO)) + "…";
    }
}
