// SPDX-License-Identifier: Apache-2.0
package io.parley.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Switch between the two runs of the test suite. The short run is for every change. The long run
 * ({@code ./parley test --long}) runs all tests, with more random cases and engines.
 */
public final class LongRun {
    /** True in the long run. */
    public static final boolean ON = Boolean.getBoolean("parley.test.long");

    private LongRun() {}

    /** Returns the number of cases or rounds for this run. */
    public static int of(int inShortRun, int inLongRun) {
        return ON ? inLongRun : inShortRun;
    }

    /** Marks a test or test class for the long run only. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Tag("long")
    public @interface Only {
        /** The reason for excluding it from the short run. */
        String because();
    }
}
