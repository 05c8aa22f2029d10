// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import io.parley.core.time.Interval;
import java.time.ZoneId;

/** How a caller wants time cut into buckets. */
public record Axis(Interval interval, ZoneId zone) {}
