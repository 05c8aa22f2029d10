// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What this server is called by those who call it. */
final class Hosts {
    private Hosts() {}

    /** Scheme, host and port, as the caller, or the proxy in front, wrote them. */
    static String of(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request)
                .replacePath(null)
                .build()
                .toUriString();
    }
}
