// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Rate-limited log of failures. Failures are of one kind when they have the same description and the same exception
 * classes. The first of a kind is logged with its stack trace. Later ones are counted, and logged in one line every
 * ten seconds. A kind that has not occurred for some minutes counts as new.
 *
 * <p>Its methods throw nothing, even without memory for the log, because their callers have to continue.
 */
public final class FailureLog {
    /** Interval between two lines about failures of one kind. */
    static final Duration EVERY = Duration.ofSeconds(10);

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    /** Number of kinds in memory, least recently used evicted. */
    private static final int KINDS = 100;

    private final Logger log;
    private final LongSupplier nanos;
    private final Map<Kind, Heard> kinds = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Heard> eldest) {
            return size() > KINDS;
        }
    };

    /** @param place class of the logger */
    public FailureLog(Class<?> place) {
        this(LoggerFactory.getLogger(place), System::nanoTime);
    }

    /** @param nanos a clock like {@link System#nanoTime} */
    public FailureLog(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    private record Kind(String what, String classes) {}

    /** @param untold failures since the last line */
    private record Heard(long lastAt, long toldAt, int untold) {}

    /** Logs a failure that is expected to be temporary. */
    public void warn(String what, Throwable failure) {
        tell(() -> count(Level.WARN, what, failure));
    }

    /** Logs a failure. */
    public void error(String what, Throwable failure) {
        tell(() -> count(Level.ERROR, what, failure));
    }

    /**
     * Logs a failure that is looked up in the log individually: each has a line, but only the first of a kind has a
     * stack trace.
     *
     * @param what description of the kind
     * @param line description of this failure
     */
    public void errorEach(String what, String line, Throwable failure) {
        tell(() -> {
            if (hear(kind(what, failure)) == null) {
                log.error("{}", line, failure);
            } else {
                log.error("{}, as others did before: {}", line, brief(failure));
            }
        });
    }

    private static void tell(Runnable telling) {
        try {
            telling.run();
        } catch (Throwable untold) {
            // Whatever it is: there is nothing left to tell it by.
        }
    }

    private void count(Level level, String what, Throwable failure) {
        Heard before = hear(kind(what, failure));
        if (before == null) {
            log.atLevel(level).setCause(failure).log("{}", what);
        } else if (before.untold > 0) {
            log.atLevel(level)
                    .log(
                            "{}: {} more times in {} s, at last: {}",
                            what,
                            before.untold,
                            Duration.ofNanos(before.lastAt - before.toldAt).toSeconds(),
                            brief(failure));
        }
    }

    /** Counts a failure and returns what to log: null for a new kind; {@code untold} is 0 while no line is due. */
    private synchronized @Nullable Heard hear(Kind kind) {
        long now = nanos.getAsLong();
        Heard before = kinds.get(kind);
        if (before == null || now - before.lastAt > FORGOTTEN_AFTER.toNanos()) {
            kinds.put(kind, new Heard(now, now, 0));
            return null;
        }
        Heard after = new Heard(now, before.toldAt, before.untold + 1);
        boolean isTime = now - before.toldAt >= EVERY.toNanos();
        kinds.put(kind, isTime ? new Heard(now, now, 0) : after);
        return isTime ? after : new Heard(now, before.toldAt, 0);
    }

    private static Kind kind(String what, Throwable failure) {
        return new Kind(
                what, causes(failure).map(cause -> cause.getClass().getName()).collect(Collectors.joining(" ")));
    }

    /** Returns the innermost cause, in one line. */
    private static String brief(Throwable failure) {
        Throwable reason = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        return String.valueOf(reason).lines().findFirst().orElse("");
    }

    /** Returns the exception and its causes, from the outermost; limited, because a chain may contain a cycle. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
