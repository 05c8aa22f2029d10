// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import io.parley.store.label.Label;

/** The number of sessions or messages with a label, over time. */
public record LabelSeries(Label label, Series series) {}
