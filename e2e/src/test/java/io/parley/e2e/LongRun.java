// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

/** Sizes of the test suite, as in {@code io.parley.core.LongRun}, which is not on the class path of these tests. */
final class LongRun {
    static final boolean ON = Boolean.getBoolean("parley.test.long");

    private LongRun() {}

    /** Returns the number of cases or rounds for this run. */
    static int of(int inShortRun, int inLongRun) {
        return ON ? inLongRun : inShortRun;
    }
}
