package io.parley.store.rows;

import java.time.Instant;

/** A dialog that was handed to a human agent. */
public record TransferRow(long projectId, long clientKey, long sessionKey, String questionId, Instant at) {}
