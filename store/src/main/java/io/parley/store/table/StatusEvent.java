// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.Keys;
import io.parley.core.log.MessageStatus;
import java.time.Instant;

/**
 * One report of a message's status.
 *
 * @param botId empty when the sender named no bot
 */
public record StatusEvent(long projectId, String botId, String questionId, MessageStatus status, Instant at) {
    public long questionKey() {
        return Keys.question(projectId, questionId);
    }
}
