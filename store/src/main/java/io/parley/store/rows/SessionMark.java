// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

/** A topic or an action of a session, by its key. */
public record SessionMark(long projectId, long clientKey, long sessionKey, String name) {}
