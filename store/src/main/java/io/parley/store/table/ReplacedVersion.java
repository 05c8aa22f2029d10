// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

/**
 * A report of a message, without a version number, that a later one has replaced.
 *
 * @param clientKey of the message when it was replaced; a later report may name another client
 * @param digest fingerprint of the report, by which its repeat is known
 */
public record ReplacedVersion(long projectId, long clientKey, long messageKey, long digest) {}
