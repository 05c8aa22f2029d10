// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as we know it: never the token itself, only its hash.
 *
 * @param projectId null for a unified token
 * @param createdBy the person who made it in the page; null for one made otherwise
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
