// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of a bot's states that sessions go through.
 *
 * @param states in which the bot answered the client's messages, in order, consecutive repetitions once; empty for
 *     sessions without any
 * @param result the result of the sessions; null for none
 * @param sessions how many sessions have this route and this result
 */
public record StateRoute(List<String> states, @Nullable String result, long sessions) {}
