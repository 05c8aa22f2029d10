// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token; the token itself is never stored, only its hash.
 *
 * @param projectId null for a unified token
 * @param createdBy its creator in the web page; null for one created otherwise
 * @param lastUsedAt to the minute; null before the first use
 */
public record Token(
        long id,
        TokenKind kind,
        long accountId,
        @Nullable Long projectId,
        String name,
        Instant createdAt,
        @Nullable Long createdBy,
        @Nullable Instant lastUsedAt) {}
