// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for liveness and readiness; readiness includes a check of the store. */
@RestController
class HealthController {
    private static final Map<String, String> UP = Map.of("status", "UP");

    private final ReadinessCheck readiness;

    HealthController(ReadinessCheck readiness) {
        this.readiness = readiness;
    }

    @Public
    @GetMapping("/health/live")
    Map<String, String> live() {
        return UP;
    }

    @Public
    @GetMapping("/health/ready")
    Map<String, String> ready() {
        readiness.check();
        return UP;
    }
}
