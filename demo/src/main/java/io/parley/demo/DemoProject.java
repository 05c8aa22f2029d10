// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import java.util.List;

/**
 * Project of the demo.
 *
 * @param key first part of its short name
 */
public record DemoProject(String key, String name, List<DemoBot> bots) {
    public DemoProject {
        bots = List.copyOf(bots);
    }
}
