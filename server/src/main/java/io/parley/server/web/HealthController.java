package io.parley.server.web;

import io.parley.store.Store;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process lives, and whether it can answer: the second runs a real query. */
@RestController
class HealthController {
    private static final Map<String, String> UP = Map.of("status", "UP");

    private final Store store;
    private final Draining draining;

    HealthController(Store store, Draining draining) {
        this.store = store;
        this.draining = draining;
    }

    @Open
    @GetMapping("/health/live")
    Map<String, String> live() {
        return UP;
    }

    @Open
    @GetMapping("/health/ready")
    Map<String, String> ready() {
        draining.check();
        store.check();
        return UP;
    }
}
