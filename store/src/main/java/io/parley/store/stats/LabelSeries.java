// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import io.parley.store.directory.Label;

/** How often a label is on something, over time. */
public record LabelSeries(Label label, Series series) {}
