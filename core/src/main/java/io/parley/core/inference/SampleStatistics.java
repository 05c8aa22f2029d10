// SPDX-License-Identifier: Apache-2.0
package io.parley.core.inference;

/**
 * Summary statistics of observed numbers.
 *
 * @param variance sample variance, with divisor {@code count - 1}; undefined for fewer than two numbers
 */
public record SampleStatistics(long count, double mean, double variance) {
    /** Returns the variance of the mean. */
    double ofMean() {
        return variance / count;
    }
}
