// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import java.time.Instant;

/** A bot in one messenger. */
public record Channel(long id, long projectId, String botId, String channelType, Instant createdAt) {}
