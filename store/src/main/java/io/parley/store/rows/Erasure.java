// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a client was erased: whatever the client said up to then is kept without content, also when it is reported once more.
 *
 * @param clientId as channels call the client; null once everything is erased
 * @param upTo the last moment of what is erased
 * @param askedAt when it was asked for
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

    /** Whether what was said at that moment is erased. */
    public boolean includes(Instant moment) {
        return !moment.isAfter(upTo);
    }
}
