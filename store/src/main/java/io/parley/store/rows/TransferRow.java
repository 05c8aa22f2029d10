package io.parley.store.rows;

import io.parley.core.log.Pseudonyms;
import java.time.Instant;

/** A dialog that was handed to a human agent. */
public record TransferRow(long projectId, long clientKey, long sessionKey, String questionId, Instant at) {

    /** The same transfer, which does not tell the client's id. */
    public TransferRow withoutClient(long messageKey, String clientId) {
        return new TransferRow(
                projectId, clientKey, sessionKey, Pseudonyms.ofMessage(messageKey, questionId, clientId), at);
    }
}
