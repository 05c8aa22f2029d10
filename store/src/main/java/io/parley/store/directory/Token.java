package io.parley.store.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as we know it: never the token itself, only its hash.
 *
 * @param projectId null for a unified token
 */
public record Token(
        long id, TokenKind kind, long accountId, @Nullable Long projectId, String name, @Nullable Instant lastUsedAt) {}
