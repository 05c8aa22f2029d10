package io.parley.store.query;

import io.parley.core.log.ClientRow;
import io.parley.store.rows.Block;
import org.jspecify.annotations.Nullable;

/**
 * A client with what hangs off it.
 *
 * @param sessions all of the client's
 * @param messages all of the client's, events too
 * @param block null for a client who is not blocked
 */
public record ClientView(ClientRow client, long sessions, long messages, @Nullable Block block) {}
