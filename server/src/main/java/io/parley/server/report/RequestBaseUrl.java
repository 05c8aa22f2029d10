// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Base URL of this server as its clients see it. */
final class RequestBaseUrl {
    private RequestBaseUrl() {}

    /** Returns scheme, host and port from the request, or from the headers of the proxy in front. */
    static String of(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request)
                .replacePath(null)
                .build()
                .toUriString();
    }
}
