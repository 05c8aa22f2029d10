// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Sizes of the test suite, as in {@code io.parley.core.LongRun}, which is not on the class path of these tests. */
final class LongRun {
    static final boolean ON = Boolean.getBoolean("parley.test.long");

    private LongRun() {}

    /** Marks a test or test class for the long run only. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Tag("long")
    @interface Only {
        /** The reason for excluding it from the short run. */
        String because();
    }

    /** Returns the number of cases or rounds for this run. */
    static int of(int inShortRun, int inLongRun) {
        return ON ? inLongRun : inShortRun;
    }
}
