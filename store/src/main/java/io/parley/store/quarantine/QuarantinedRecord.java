// SPDX-License-Identifier: Apache-2.0
package io.parley.store.quarantine;

import java.time.Instant;

/**
 * A record that could not be understood.
 *
 * @param source the call it came with
 * @param error the problem's wire name
 * @param body as it came
 */
public record QuarantinedRecord(
        long id, Instant receivedAt, String source, String error, String message, String body) {}
