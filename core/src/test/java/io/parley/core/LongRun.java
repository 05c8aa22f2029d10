// SPDX-License-Identifier: Apache-2.0
package io.parley.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * The two strengths of the test suite: the short run on every change, and the long run ({@code ./parley test --long}), which runs all tests
 * with more random cases and more engines.
 */
public final class LongRun {
    /** Whether this is the long run. */
    public static final boolean ON = Boolean.getBoolean("parley.test.long");

    private LongRun() {}

    /** The number of cases or rounds for this run. */
    public static int of(int inShortRun, int inLongRun) {
        return ON ? inLongRun : inShortRun;
    }

    /** A test, or a class of tests, that only the long run executes. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Tag("long")
    public @interface Only {
        /** Why the short run does without it. */
        String because();
    }
}
