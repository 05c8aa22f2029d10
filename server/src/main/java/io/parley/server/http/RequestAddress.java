// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Address of this server as the caller of a request sees it. {@link PathPrefixFilter} determines it once for each
 * request: from the headers of a trusted proxy, then from the option {@code --address}, then from the request.
 */
public final class RequestAddress {
    /** Attribute with the path that a trusted proxy named. */
    static final String PREFIX = RequestAddress.class.getName() + ".prefix";
    /** Attribute that is present when a trusted proxy named host, port or protocol. */
    static final String FORWARDED = RequestAddress.class.getName() + ".forwarded";
    /** Attribute with the base URL, once it is determined. */
    static final String BASE = RequestAddress.class.getName() + ".base";

    /** Segments of a path; none is empty, because {@code //host} would be another host. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~!$'()*+=:@%-]++)*+");

    private static final Pattern DOTS = Pattern.compile("/(\\.|%2[eE]){1,2}(/|$)");

    private RequestAddress() {}

    /** Returns the path below which the caller reaches this server, such as {@code /parley}; empty for none. */
    public static String prefix(HttpServletRequest request) {
        return request.getAttribute(PREFIX) instanceof String prefix ? prefix : "";
    }

    /** Returns scheme, host, port and path below which the caller reaches this server, without a slash at the end. */
    public static String base(HttpServletRequest request) {
        return request.getAttribute(BASE) instanceof String base ? base : prefix(request);
    }

    /**
     * Returns the path of a configured address.
     *
     * @return empty for none
     * @throws IllegalArgumentException when the path has a form that no prefix may have
     */
    static String prefix(@Nullable URI address) {
        if (address == null || address.getRawPath() == null) {
            return "";
        }
        String path = address.getRawPath().replaceAll("/+$", "");
        if (!isPrefix(path)) {
            throw new IllegalArgumentException("--address: got «" + address
                    + "», expected http or https, a host, and a path without dots and empty segments, such as"
                    + " https://example.org/parley");
        }
        return path;
    }

    /**
     * Joins the prefixes of several proxies, the outermost first.
     *
     * @param list separated by commas
     * @return empty when any of them is no path
     */
    static String joinedPrefix(String list) {
        StringBuilder prefix = new StringBuilder();
        for (String part : list.split(",")) {
            prefix.append(part.strip().replaceAll("/+$", ""));
        }
        return isPrefix(prefix.toString()) ? prefix.toString() : "";
    }

    private static boolean isPrefix(String path) {
        return PATH.matcher(path).matches() && !DOTS.matcher(path).find();
    }
}
