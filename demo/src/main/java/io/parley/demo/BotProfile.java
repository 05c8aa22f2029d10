// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import java.time.ZoneId;

/**
 * Bot of the demo with its load.
 *
 * @param region time zone of its clients' working hours
 * @param clients number of its clients
 * @param sessions number of all their sessions, at least one each
 */
record BotProfile(DemoBot bot, ZoneId region, Repertoire repertoire, Direction direction, int clients, int sessions) {

    /** Direction of the calls of a telephony bot. */
    enum Direction {
        WRITTEN,
        INCOMING,
        OUTGOING;

        boolean phone() {
            return this != WRITTEN;
        }
    }
}
