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

    HealthController(Store store) {
        this.store = store;
    }

    @Open
    @GetMapping("/health/live")
    Map<String, String> live() {
        return UP;
    }

    @Open
    @GetMapping("/health/ready")
    Map<String, String> ready() {
        store.check();
        return UP;
    }
}
