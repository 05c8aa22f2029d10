// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

/** A topic or an action of a session, by its key. */
public record SessionOutcome(long projectId, long clientKey, long sessionKey, String name) {}
