// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process lives, and whether it can do its work: the second tries the store. */
@RestController
class HealthController {
    private static final Map<String, String> UP = Map.of("status", "UP");

    private final Readiness readiness;

    HealthController(Readiness readiness) {
        this.readiness = readiness;
    }

    @Open
    @GetMapping("/health/live")
    Map<String, String> live() {
        return UP;
    }

    @Open
    @GetMapping("/health/ready")
    Map<String, String> ready() {
        readiness.check();
        return UP;
    }
}
