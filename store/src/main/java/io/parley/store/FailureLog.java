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
 * Says in the log that something failed, without filling it. Failures are of one kind when they came at the same place and are of the same
 * classes. The first of a kind is told with its stack trace; those that follow are counted, and told of in one line every ten seconds. A kind
 * of which nothing was heard for some minutes is new.
 *
 * <p>It throws nothing, also when there is no memory to tell: whoever tells of a failure has to go on.
 */
public final class FailureLog {
    /** The pause between two lines about failures of one kind. */
    static final Duration EVERY = Duration.ofSeconds(10);

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    /** Kinds that are remembered; of more the oldest is forgotten. */
    private static final int KINDS = 100;

    private final Logger log;
    private final LongSupplier nanos;
    private final Map<Kind, Heard> kinds = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Heard> eldest) {
            return size() > KINDS;
        }
    };

    /** @param place what its lines are logged for */
    public FailureLog(Class<?> place) {
        this(LoggerFactory.getLogger(place), System::nanoTime);
    }

    /** @param nanos a clock like {@link System#nanoTime} */
    public FailureLog(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    private record Kind(String what, String classes) {}

    /** @param untold how many there were since a line told of them */
    private record Heard(long lastAt, long toldAt, int untold) {}

    /** Warns that something failed, which is expected to work again. */
    public void warn(String what, Throwable failure) {
        tell(() -> count(Level.WARN, what, failure));
    }

    /** Says that something failed. */
    public void error(String what, Throwable failure) {
        tell(() -> count(Level.ERROR, what, failure));
    }

    /**
     * Says that something failed which somebody may look for in the log: each failure has its line, but not each its stack trace.
     *
     * @param what the same for all failures of a place
     * @param line what is told of this one
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

    /** What there is to tell of a kind: null when it is new, and nothing untold when it is not yet time. */
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

    /** The innermost reason, in one line. */
    private static String brief(Throwable failure) {
        Throwable reason = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        return String.valueOf(reason).lines().findFirst().orElse("");
    }

    /** Itself and its causes, from the outermost; a chain may be a circle. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
