// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A block of a client; the client may be unknown.
 *
 * @param by id of the blocking person, as given by the caller
 */
public record ClientBlock(
        long projectId,
        long clientKey,
        String botId,
        String clientId,
        @Nullable String reason,
        @Nullable Long by,
        Instant at) {}
