// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import org.jspecify.annotations.Nullable;

/**
 * One of the variants of an experiment.
 *
 * @param key the value that the bot's script receives, for example {@code A}
 * @param weight how often it is chosen, in proportion to the others; 1 by default (our addition)
 */
public record Branch(String key, @Nullable String description, double weight) {}
