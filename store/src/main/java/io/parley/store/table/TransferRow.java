// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.Pseudonyms;
import java.time.Instant;

/** A transfer of a dialog to a human agent. */
public record TransferRow(long projectId, long clientKey, long sessionKey, String questionId, Instant at) {

    /**
     * The identity of a transfer. It does not contain the time: a bot that names no time and reports again has another
     * time.
     */
    public record Id(long projectId, long clientKey, long sessionKey, String questionId) {}

    public Id id() {
        return new Id(projectId, clientKey, sessionKey, questionId);
    }

    /** Returns the one of two with the earlier time. */
    public static TransferRow earlier(TransferRow one, TransferRow other) {
        return other.at.isBefore(one.at) ? other : one;
    }

    /** Returns the same transfer without the client's id. */
    public TransferRow withoutClient(long messageKey, String clientId) {
        return new TransferRow(
                projectId, clientKey, sessionKey, Pseudonyms.ofMessage(messageKey, questionId, clientId), at);
    }
}
