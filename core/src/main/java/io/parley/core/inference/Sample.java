// SPDX-License-Identifier: Apache-2.0
package io.parley.core.inference;

/**
 * Numbers that were observed, summed up.
 *
 * @param variance of the sample, divided by one less than there are; of fewer than two numbers it has no meaning
 */
public record Sample(long count, double mean, double variance) {
    /** The variance of the mean. */
    double ofMean() {
        return variance / count;
    }
}
