// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mapping between the paths of the legacy edition and those of v1. {@code /reporter/p/{token}/…} and
 * {@code /api/reporter/p/{token}/…} become {@code /api/v1/reporter/…}; calls that start a report become
 * {@code /api/v1/async/reporter/…}. Requests are mapped from legacy to v1; the API document of the legacy edition is
 * derived in the other direction.
 */
public final class LegacyEdition {
    /** The part of a legacy path before the token. */
    public static final List<String> PREFIXES = List.of("/reporter/p/", "/api/reporter/p/");

    private static final String ASYNC = "/api/v1/async/reporter";
    private static final Pattern V1 = Pattern.compile("/api/v1/(?:async/)?reporter(/.*)");
    private static final Pattern NEW_REPORT = Pattern.compile("/reports/(?!tasks(?:/|$)|all$).+");
    private static final String BY_SESSION = "/messages/by-session";
    /** Name of the request attribute of a read that was sent by {@code POST}. */
    private static final String BY_POST = LegacyEdition.class.getName() + ".byPost";

    private LegacyEdition() {}

    /** Returns whether the legacy edition also has this path of v1. */
    public static boolean has(String v1) {
        return V1.matcher(v1).matches();
    }

    /**
     * Returns the part after the token of the legacy path that corresponds to a path of v1.
     *
     * @throws IllegalArgumentException if no legacy path corresponds to it
     */
    public static String rest(String v1) {
        Matcher path = V1.matcher(v1);
        if (!path.matches() || !v1(path.group(1)).equals(v1)) {
            throw new IllegalArgumentException("no path of the legacy edition leads to " + v1);
        }
        return path.group(1);
    }

    /** Returns whether the legacy edition accepts this read by {@code POST} too, where v1 accepts {@code GET} only. */
    public static boolean readsByPost(String rest) {
        return rest.equals(BY_SESSION);
    }

    /** Returns the path of v1 for the part of a legacy path after the token. */
    static String v1(String rest) {
        return (NEW_REPORT.matcher(rest).matches() ? ASYNC : Principal.REPORTER) + rest;
    }

    /** Returns whether the legacy edition got this read by {@code POST}, so that a body may contain its parameters. */
    public static boolean isReadByPost(HttpServletRequest request) {
        return request.getAttribute(BY_POST) != null;
    }

    /** Returns the method that v1 uses for a legacy call, and marks a read by {@code POST}. */
    static String method(HttpServletRequest request, String rest) {
        if (request.getMethod().equals("POST") && readsByPost(rest)) {
            request.setAttribute(BY_POST, true);
            return "GET";
        }
        return request.getMethod();
    }
}
