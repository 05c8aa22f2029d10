// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.time.Instant;
import org.jooq.DSLContext;

/**
 * The clock of leases and heartbeats. It is the database's, which all nodes share, so that differences between the
 * nodes' clocks have no effect.
 */
@FunctionalInterface
public interface DatabaseClock {

    /** Returns the database's time, to the microsecond. */
    Instant now(DSLContext sql);
}
