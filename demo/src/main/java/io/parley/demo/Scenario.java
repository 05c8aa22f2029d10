// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import java.util.List;

/**
 * Request that a client may bring up.
 *
 * @param weight frequency relative to the other scenarios of the bot
 */
record Scenario(int weight, List<Step> steps) {
    static Scenario scenario(int weight, Step... steps) {
        return new Scenario(weight, List.of(steps));
    }
}
