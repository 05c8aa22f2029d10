// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request with another path. */
public class RequestAtPath extends HttpServletRequestWrapper {
    private final String path;

    /** @param path encoded, as in the request line */
    public RequestAtPath(HttpServletRequest request, String path) {
        super(request);
        this.path = path;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(getScheme())
                .append("://")
                .append(getServerName())
                .append(':')
                .append(getServerPort())
                .append(path);
    }

    @Override
    public String getServletPath() {
        return path;
    }
}
