// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import io.parley.core.log.Stamped;

/** One header of a session's data with its last reported value (last writer wins). */
public record SessionDatum(long projectId, long clientKey, long sessionKey, String header, Stamped<String> value) {}
