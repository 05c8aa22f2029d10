// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The erasure of a client: all messages up to a time are stored without content, also when they are reported again.
 *
 * @param clientId the channel's id of the client; null when the erasure is complete
 * @param upTo time of the last message to erase
 * @param askedAt time of the request
 * @param doneAt when everything was erased; null before
 */
public record Erasure(
        long projectId,
        long clientKey,
        String botId,
        @Nullable String clientId,
        Instant upTo,
        Instant askedAt,
        @Nullable Instant doneAt) {

    /** Returns whether a message of that time is erased. */
    public boolean includes(Instant moment) {
        return !moment.isAfter(upTo);
    }
}
