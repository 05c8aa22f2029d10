// SPDX-License-Identifier: Apache-2.0
package io.parley.core.inference;

import java.util.Optional;
import org.apache.commons.numbers.combinatorics.LogBinomialCoefficient;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * The difference of two rates or means: second minus first.
 *
 * @param low lower end of the 95 % confidence interval of the true difference
 * @param high upper end of it
 * @param pValue two-sided p-value: probability of a difference at least as great if the true one is zero
 */
public record Difference(double estimate, double low, double high, double pValue, Test test) {
    /** Confidence level of the intervals. */
    public static final double CONFIDENCE = 0.95;

    /** Expected successes or failures below this count make approximations by the normal distribution inaccurate. */
    private static final double SMALL = 5;

    /** Of a mean: what the arithmetic of engines makes of numbers that are the same. */
    private static final double NEGLIGIBLE = 1e-9;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** The statistical test that gave the p-value. */
    public enum Test {
        /** Pooled z-test of two proportions, by the normal distribution. */
        Z,
        /** Fisher's exact test of two proportions with small counts. */
        FISHER,
        /** Two means of unequal variances. */
        WELCH,
        /** Two means of numbers that do not vary, exactly: by the ways to share the numbers out. */
        PERMUTATION
    }

    /**
     * Compares two proportions. The interval is Newcombe's hybrid of Wilson's scores (his method 10), which keeps its
     * confidence level near 0 and 1 and for unequal sample sizes. The p-value comes from the pooled z-test, or for
     * small counts from Fisher's exact test.
     *
     * @return empty when one of them has no trials
     */
    public static Optional<Difference> between(Proportion first, Proportion second) {
        if (first.trials() == 0 || second.trials() == 0) {
            return Optional.empty();
        }
        double estimate = second.rate() - first.rate();
        double z = NORMAL.inverseSurvivalProbability((1 - CONFIDENCE) / 2);
        double[] one = first.wilson(z);
        double[] other = second.wilson(z);
        double down = Math.hypot(second.rate() - other[0], one[1] - first.rate());
        double up = Math.hypot(other[1] - second.rate(), first.rate() - one[0]);
        boolean small = smallestExpected(first, second) < SMALL;
        return Optional.of(new Difference(
                estimate,
                Math.max(-1, estimate - down),
                Math.min(1, estimate + up),
                small ? fisher(first, second) : pooledZ(first, second),
                small ? Test.FISHER : Test.Z));
    }

    /** That all smaller numbers come together by chance, and, where that may be either side, on either. */
    private static double apart(SampleStatistics first, SampleStatistics second) {
        double ways = LogBinomialCoefficient.value(
                Math.toIntExact(first.count() + second.count()), Math.toIntExact(first.count()));
        return Math.min(1, (first.count() == second.count() ? 2 : 1) * Math.exp(-ways));
    }

    private static double pooled(Proportion first, Proportion second) {
        return (double) (first.successes() + second.successes()) / (first.trials() + second.trials());
    }

    private static double smallestExpected(Proportion first, Proportion second) {
        double rate = pooled(first, second);
        return Math.min(rate, 1 - rate) * Math.min(first.trials(), second.trials());
    }

    private static double fisher(Proportion first, Proportion second) {
        return FisherExactTest.withDefaults()
                .with(AlternativeHypothesis.TWO_SIDED)
                .test(first.table(second))
                .getPValue();
    }

    private static double pooledZ(Proportion first, Proportion second) {
        double rate = pooled(first, second);
        double error = Math.sqrt(rate * (1 - rate) * (1.0 / first.trials() + 1.0 / second.trials()));
        double z = Math.abs(second.rate() - first.rate()) / error;
        return Math.min(1, 2 * NORMAL.survivalProbability(z));
    }

    /**
     * Of two means, by Welch's t, which does not suppose that the variances are equal. Where no number varies on either side, by the
     * permutation test: how many of all ways to share out the numbers set the sides as far apart.
     *
     * @return nothing when there are fewer than two numbers on one side, or all of them are the same
     */
    public static Optional<Difference> between(SampleStatistics first, SampleStatistics second) {
        if (first.count() < 2 || second.count() < 2) {
            return Optional.empty();
        }
        double squaredError = first.ofMean() + second.ofMean();
        double estimate = second.mean() - first.mean();
        double negligible = NEGLIGIBLE * Math.max(Math.abs(first.mean()), Math.abs(second.mean()));
        if (Math.sqrt(squaredError) <= negligible) {
            return Math.abs(estimate) <= negligible
                    ? Optional.empty()
                    : Optional.of(new Difference(estimate, estimate, estimate, apart(first, second), Test.PERMUTATION));
        }
        // Welch and Satterthwaite.
        double freedom = squaredError
                * squaredError
                / (first.ofMean() * first.ofMean() / (first.count() - 1)
                        + second.ofMean() * second.ofMean() / (second.count() - 1));
        TDistribution t = TDistribution.of(freedom);
        double error = Math.sqrt(squaredError);
        double half = t.inverseSurvivalProbability((1 - CONFIDENCE) / 2) * error;
        return Optional.of(new Difference(
                estimate,
                estimate - half,
                estimate + half,
                2 * t.survivalProbability(Math.abs(estimate) / error),
                Test.WELCH));
    }
}
