// SPDX-License-Identifier: Apache-2.0
package io.parley.core.inference;

/**
 * How many of some trials succeeded.
 *
 * @param successes at most as many as trials
 */
public record Proportion(long successes, long trials) {
    /** A number between 0 and 1; {@link Double#NaN} of no trials. */
    public double rate() {
        return trials == 0 ? Double.NaN : (double) successes / trials;
    }

    private long failures() {
        return trials - successes;
    }

    /** Wilson's score interval: where the true rate lies with that confidence. */
    double[] wilson(double z) {
        double n = trials;
        double centre = (2 * n * rate() + z * z) / (2 * (n + z * z));
        double half = z * Math.sqrt(z * z + 4 * n * rate() * (1 - rate())) / (2 * (n + z * z));
        return new double[] {Math.max(0, centre - half), Math.min(1, centre + half)};
    }

    /** Successes and failures of this one and the other: a table of two by two. */
    int[][] table(Proportion other) {
        return new int[][] {
            {Math.toIntExact(successes), Math.toIntExact(failures())},
            {Math.toIntExact(other.successes), Math.toIntExact(other.failures())}
        };
    }
}
