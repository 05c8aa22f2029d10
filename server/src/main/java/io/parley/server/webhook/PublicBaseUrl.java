// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import io.parley.server.ParleyProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Base URL of this server for links outside of a request. */
@Component
class PublicBaseUrl {
    private final ParleyProperties configuration;
    private final Environment environment;

    PublicBaseUrl(ParleyProperties configuration, Environment environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    /** Returns scheme, host and port, without a slash at the end. Known once the server listens. */
    String get() {
        return configuration.address() == null
                ? "http://localhost:" + environment.getProperty("local.server.port")
                : configuration.address().toString().replaceAll("/+$", "");
    }
}
