// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import io.parley.core.time.Interval;
import java.time.ZoneId;

/** The time axis of a chart: the length of its buckets, and the zone in which they begin. */
public record TimeAxis(Interval interval, ZoneId zone) {}
