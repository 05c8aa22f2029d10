// SPDX-License-Identifier: Apache-2.0
package io.parley.store.quarantine;

import java.time.Instant;

/**
 * A record that could not be parsed.
 *
 * @param source the call that contained it
 * @param error the problem's wire name
 * @param body as received
 */
public record QuarantinedRecord(
        long id, Instant receivedAt, String source, String error, String message, String body) {}
