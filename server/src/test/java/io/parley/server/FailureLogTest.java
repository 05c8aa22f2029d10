// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.LogCapture;
import io.parley.store.FailureLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log of repeated failures. */
class FailureLogTest {
    private static final String PLACE = "io.parley.server.FailureLogTest.place";

    private final AtomicLong nanos = new AtomicLong();
    private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(PLACE), nanos::get);

    private static IllegalStateException failure(String reason) {
        return new IllegalStateException("outer", new IllegalArgumentException(reason));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static List<String> lines(LogCapture log) {
        return log.complaints().stream().filter(line -> line.startsWith(PLACE)).toList();
    }

    @Test
    void theFirstIsToldWithItsStackTraceAndThoseThatFollowAreCounted() {
        try (LogCapture log = new LogCapture()) {
            for (int i = 0; i < 2000; i++) {
                failures.warn("could not look", failure("number " + i));
                pass(Duration.ofMillis(10));
            }
            assertThat(lines(log)).hasSize(2);
            assertThat(lines(log).getFirst())
                    .startsWith(PLACE + " could not look\njava.lang.IllegalStateException: outer")
                    .contains("Caused by: java.lang.IllegalArgumentException: number 0");
            assertThat(lines(log).getLast())
                    .isEqualTo(
                            PLACE
                                    + " could not look: 1000 more times in 10 s, at last: java.lang.IllegalArgumentException: number 1000");
        }
    }

    @Test
    void whatIsOfAnotherKindOrWasNotHeardOfForLongIsNew() {
        try (LogCapture log = new LogCapture()) {
            failures.error("could not look", failure("a"));
            failures.error("could not write", failure("a"));
            failures.error("could not look", new StackOverflowError());
            failures.error("could not look", failure("b"));
            assertThat(lines(log)).hasSize(3).allMatch(line -> line.contains("\tat "));
            pass(Duration.ofMinutes(6));
            failures.error("could not look", failure("c"));
            assertThat(lines(log)).hasSize(4);
            assertThat(lines(log).getLast()).contains("\tat ");
        }
    }

    @Test
    void whoeverTellsOfAFailureGoesOnWhenThereIsNoMemoryToTellOfIt() {
        FailureLog failing = new FailureLog(LoggerFactory.getLogger(PLACE), () -> {
            throw new OutOfMemoryError("no room for a clock");
        });
        failing.warn("could not look", failure("a"));
        failing.error("could not look", failure("b"));
        failing.errorEach("could not look", "GET /a failed", failure("c"));
    }

    @Test
    void ofWhatSomebodyMayLookForEachHasItsLineButNotItsStackTrace() {
        try (LogCapture log = new LogCapture()) {
            failures.errorEach("a call failed", "GET /a failed", failure("x"));
            failures.errorEach("a call failed", "GET /b failed", failure("y"));
            assertThat(lines(log).getFirst()).startsWith(PLACE + " GET /a failed\n");
            assertThat(lines(log).getLast())
                    .isEqualTo(PLACE + " GET /b failed, as others did before: java.lang.IllegalArgumentException: y");
        }
    }
}
