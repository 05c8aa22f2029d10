// SPDX-License-Identifier: Apache-2.0
package io.parley.core.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * A test for sample ratio mismatch: whether participants were assigned in the intended ratio. A mismatch shows a defect
 * of the experiment itself and makes its results invalid.
 *
 * @param pValue probability of a deviation at least as great under the intended ratio
 */
public record SampleRatioCheck(double pValue) {
    /**
     * Threshold of the p-value below which a mismatch is reported (our decision, after the practice of large
     * experimenters).
     */
    public static final double ALARMING = 0.001;

    /**
     * By the chi-square test, for which so many are to be expected of a share; smaller ones are taken together. Of so few that one share is left
     * nothing can be said against it.
     */
    private static final double FEWEST = 5;

    /** @param weights in which proportion those who take part should be shared out */
    public static SampleRatioCheck of(List<Long> counts, List<Double> weights) {
        double all = counts.stream().mapToLong(Long::longValue).sum();
        double whole = weights.stream().mapToDouble(Double::doubleValue).sum();
        List<Share> shares = large(IntStream.range(0, counts.size())
                .mapToObj(i -> new Share(counts.get(i), weights.get(i) / whole * all))
                .toList());
        if (shares.size() < 2) {
            return new SampleRatioCheck(1);
        }
        double[] expected = shares.stream().mapToDouble(Share::expected).toArray();
        long[] observed = shares.stream().mapToLong(Share::observed).toArray();
        return new SampleRatioCheck(
                ChiSquareTest.withDefaults().test(expected, observed).getPValue());
    }

    private record Share(long observed, double expected) {
        Share and(Share other) {
            return new Share(observed + other.observed, expected + other.expected);
        }
    }

    /** The shares, of which the smallest are taken together until {@link #FEWEST} are to be expected of each. */
    private static List<Share> large(List<Share> shares) {
        List<Share> smallestFirst = new ArrayList<>(shares);
        smallestFirst.sort(Comparator.comparingDouble(Share::expected));
        while (smallestFirst.size() > 1 && smallestFirst.getFirst().expected < FEWEST) {
            Share smallest = smallestFirst.removeFirst();
            smallestFirst.set(0, smallestFirst.getFirst().and(smallest));
            smallestFirst.sort(Comparator.comparingDouble(Share::expected));
        }
        return smallestFirst;
    }

    public boolean isMismatch() {
        return pValue < ALARMING;
    }
}
