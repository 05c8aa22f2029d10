// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A client's reaction to a bot's message. */
public record ReactionRow(
        long projectId,
        long clientKey,
        long reactionKey,
        String botId,
        String clientId,
        String messageId,
        @Nullable String sessionId,
        @Nullable String questionId,
        String reaction,
        Instant at) {}
