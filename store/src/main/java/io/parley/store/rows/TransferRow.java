// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import io.parley.core.log.Pseudonyms;
import java.time.Instant;

/** A dialog that was handed to a human agent. */
public record TransferRow(long projectId, long clientKey, long sessionKey, String questionId, Instant at) {

    /** What tells it from others: a bot that names no time and asks again asks at another time. */
    public record Id(long projectId, long clientKey, long sessionKey, String questionId) {}

    public Id id() {
        return new Id(projectId, clientKey, sessionKey, questionId);
    }

    /** The one of two that was said first. */
    public static TransferRow earlier(TransferRow one, TransferRow other) {
        return other.at.isBefore(one.at) ? other : one;
    }

    /** The same transfer, which does not tell the client's id. */
    public TransferRow withoutClient(long messageKey, String clientId) {
        return new TransferRow(
                projectId, clientKey, sessionKey, Pseudonyms.ofMessage(messageKey, questionId, clientId), at);
    }
}
