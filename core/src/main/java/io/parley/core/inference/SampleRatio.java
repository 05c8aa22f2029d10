// SPDX-License-Identifier: Apache-2.0
package io.parley.core.inference;

import java.util.List;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Whether those who take part were shared out as they should have been. Where they were not, something is wrong with
 * the experiment itself, and its results mean nothing.
 *
 * @param pValue how probable shares at least as far off would be if all were well
 */
public record SampleRatio(double pValue) {
    /** Below this, chance is no explanation (our decision, after the practice of large experimenters). */
    public static final double ALARMING = 0.001;

    /** By the chi-square test. Of nobody, or of one share only, nothing can be said against it. */
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
