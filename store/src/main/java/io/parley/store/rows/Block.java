// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a client is blocked; the client need not have been met.
 *
 * @param by id of whoever blocked the client, as the caller gave it
 */
public record Block(
        long projectId,
        long clientKey,
        String botId,
        String clientId,
        @Nullable String reason,
        @Nullable Long by,
        Instant at) {}
