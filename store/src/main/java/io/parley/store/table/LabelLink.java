// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

/**
 * A label on a session or a message.
 *
 * @param rowKey key of the session or message
 */
public record LabelLink(long projectId, long clientKey, long rowKey, long labelId) {}
