// SPDX-License-Identifier: Apache-2.0
package io.parley.core.inference;

/**
 * Number of successes in a number of trials.
 *
 * @param successes at most {@code trials}
 */
public record Proportion(long successes, long trials) {
    /** Returns the rate between 0 and 1; {@link Double#NaN} without trials. */
    public double rate() {
        return trials == 0 ? Double.NaN : (double) successes / trials;
    }

    private long failures() {
        return trials - successes;
    }

    /** Returns Wilson's score interval of the true rate for the given z-score. */
    double[] wilson(double z) {
        double n = trials;
        double centre = (2 * n * rate() + z * z) / (2 * (n + z * z));
        double half = z * Math.sqrt(z * z + 4 * n * rate() * (1 - rate())) / (2 * (n + z * z));
        return new double[] {Math.max(0, centre - half), Math.min(1, centre + half)};
    }

    /** Returns the two-by-two table of successes and failures of both. */
    int[][] table(Proportion other) {
        return new int[][] {
            {Math.toIntExact(successes), Math.toIntExact(failures())},
            {Math.toIntExact(other.successes), Math.toIntExact(other.failures())}
        };
    }
}
