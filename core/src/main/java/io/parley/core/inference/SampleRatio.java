// SPDX-License-Identifier: Apache-2.0
package io.parley.core.inference;

import java.util.List;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * A test for sample ratio mismatch: whether participants were assigned in the intended ratio. A mismatch shows a defect
 * of the experiment itself and makes its results invalid.
 *
 * @param pValue probability of a deviation at least as great under the intended ratio
 */
public record SampleRatio(double pValue) {
    /**
     * Threshold of the p-value below which a mismatch is reported (our decision, after the practice of large
     * experimenters).
     */
    public static final double ALARMING = 0.001;

    /** Runs the chi-square test. No participants, or a single branch, never give a mismatch. */
    public static SampleRatio of(List<Long> counts, List<Double> weights) {
        long all = counts.stream().mapToLong(Long::longValue).sum();
        if (all == 0 || counts.size() < 2) {
            return new SampleRatio(1);
        }
        double[] expected = weights.stream().mapToDouble(Double::doubleValue).toArray();
        long[] observed = counts.stream().mapToLong(Long::longValue).toArray();
        return new SampleRatio(
                ChiSquareTest.withDefaults().test(expected, observed).getPValue());
    }

    public boolean isMismatch() {
        return pValue < ALARMING;
    }
}
