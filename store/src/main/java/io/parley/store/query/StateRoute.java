// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way through a bot's states.
 *
 * @param states in which the bot answered the client's messages, in order, each once however long the dialog stayed there; empty for
 *     sessions without any
 * @param result the result of the sessions; null for none
 * @param sessions how many sessions went this way to this result
 */
public record StateRoute(List<String> states, @Nullable String result, long sessions) {}
