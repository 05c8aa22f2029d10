// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import org.jspecify.annotations.Nullable;

/**
 * One of the ways between which an experiment chooses.
 *
 * @param key what the bot's script is told, {@code A} for instance
 * @param weight how often it is chosen, in proportion to the others; 1 unless said otherwise (our addition)
 */
public record Branch(String key, @Nullable String description, double weight) {}
