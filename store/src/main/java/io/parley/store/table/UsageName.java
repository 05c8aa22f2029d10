// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

/** A language model, or a tool, that a message's answer used. */
public record UsageName(long projectId, long clientKey, long messageKey, String name) {}
