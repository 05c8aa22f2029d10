// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.time.Instant;
import org.jooq.DSLContext;

/**
 * The clock that leases and signs of life go by: the database's, which all nodes share, so that it does not matter how far the nodes' own clocks
 * differ.
 */
@FunctionalInterface
public interface DatabaseClock {

    /** The time there, to the microsecond. */
    Instant now(DSLContext sql);
}
