// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

/**
 * Telephone calls over time.
 *
 * @param averageSeconds mean length of all calls; 0 when there were none
 * @param billedMinutes each call in steps of 15 seconds, rounded up (the vendor's tariff)
 */
public record PhoneCallStatistics(Series incoming, Series outgoing, Series billedMinutes, double averageSeconds) {}
