// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import java.time.Instant;

/**
 * A project of an account.
 *
 * @param shortName {@code name-accountId-xyz}; its name in API calls
 */
public record Project(long id, long accountId, String shortName, String name, Instant createdAt) {}
