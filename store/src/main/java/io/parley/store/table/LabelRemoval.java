// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;

/**
 * The manual removal of a label from a session or a message.
 *
 * @param rowKey key of the session or message
 * @param at never before the session's last message, or the message
 */
public record LabelRemoval(long projectId, long clientKey, long rowKey, long labelId, Instant at) {}
