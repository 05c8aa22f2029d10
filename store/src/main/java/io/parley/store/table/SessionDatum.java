// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.TimestampedValue;

/** One header of a session's data with its last reported value (last writer wins). */
public record SessionDatum(
        long projectId, long clientKey, long sessionKey, String header, TimestampedValue<String> value) {}
