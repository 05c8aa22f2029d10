// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import java.time.ZoneId;

/**
 * A bot at work.
 *
 * @param region whose working hours its clients keep
 * @param clients how many it has
 * @param sessions how many they have together, at least one each
 */
record Stage(DemoBot bot, ZoneId region, Repertoire repertoire, Direction direction, int clients, int sessions) {

    /** Who calls whom, if it is about calls. */
    enum Direction {
        WRITTEN,
        INCOMING,
        OUTGOING;

        boolean phone() {
            return this != WRITTEN;
        }
    }
}
