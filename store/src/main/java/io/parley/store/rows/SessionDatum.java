// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import io.parley.core.log.Stamped;

/** One header of a session's data with the value that was said last. */
public record SessionDatum(long projectId, long clientKey, long sessionKey, String header, Stamped<String> value) {}
