// SPDX-License-Identifier: Apache-2.0
package io.parley.core.inference;

import java.util.Optional;
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

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** The statistical test that gave the p-value. */
    public enum Test {
        /** Pooled z-test of two proportions, by the normal distribution. */
        Z,
        /** Fisher's exact test of two proportions with small counts. */
        FISHER,
        /** Welch's t-test of two means with unequal variances. */
        WELCH
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
     * Compares two means by Welch's t-test, which does not assume equal variances.
     *
     * @return empty when one side has fewer than two numbers, or when neither side varies
     */
    public static Optional<Difference> between(Sample first, Sample second) {
        if (first.count() < 2 || second.count() < 2) {
            return Optional.empty();
        }
        double squaredError = first.ofMean() + second.ofMean();
        if (squaredError == 0) {
            return Optional.empty();
        }
        double estimate = second.mean() - first.mean();
        // Welch–Satterthwaite equation.
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
