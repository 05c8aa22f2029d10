// SPDX-License-Identifier: Apache-2.0
package io.parley.server.access;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the addresses of the legacy edition and those of v1 belong together: {@code /reporter/p/{token}/…} and
 * {@code /api/reporter/p/{token}/…} are {@code /api/v1/reporter/…}, save that v1 starts reports under {@code /api/v1/async/reporter/…}.
 * Requests are turned one way by it, and the API document of the legacy edition is made the other way.
 */
public final class LegacyEdition {
    /** What comes before the token. */
    public static final List<String> PREFIXES = List.of("/reporter/p/", "/api/reporter/p/");

    private static final String ASYNC = "/api/v1/async/reporter";
    private static final Pattern V1 = Pattern.compile("/api/v1/(?:async/)?reporter(/.*)");
    private static final Pattern NEW_REPORT = Pattern.compile("/reports/(?!tasks(?:/|$)|all$).+");
    private static final String BY_SESSION = "/messages/by-session";

    private LegacyEdition() {}

    /** Whether a path of v1 is one that the legacy edition has, too. */
    public static boolean has(String v1) {
        return V1.matcher(v1).matches();
    }

    /**
     * The part behind the token, of the legacy path that leads to a path of v1.
     *
     * @throws IllegalArgumentException if none does
     */
    public static String rest(String v1) {
        Matcher path = V1.matcher(v1);
        if (!path.matches() || !v1(path.group(1)).equals(v1)) {
            throw new IllegalArgumentException("no path of the legacy edition leads to " + v1);
        }
        return path.group(1);
    }

    /** Whether the legacy edition reads this by {@code POST}, too, where v1 has {@code GET} only. */
    public static boolean readsByPost(String rest) {
        return rest.equals(BY_SESSION);
    }

    /** Where v1 has what a legacy path means by the part behind its token. */
    static String v1(String rest) {
        return (NEW_REPORT.matcher(rest).matches() ? ASYNC : Caller.REPORTER) + rest;
    }

    /** The method by which v1 has it. */
    static String method(String method, String rest) {
        return method.equals("POST") && readsByPost(rest) ? "GET" : method;
    }
}
