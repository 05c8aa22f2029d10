// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of a webhook. Java's {@link URI} knows no host with an underscore, which containers have, or with letters beyond
 * ASCII.
 *
 * @param scheme in lower case
 * @param host in ASCII
 * @param port -1 for the default of the scheme
 * @param target path and query, percent-encoded
 */
record WebhookUrl(String scheme, String host, int port, String target) {
    private static final int LONGEST = 2000;
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Host and port that {@link URI} does not separate. */
    private static final Pattern AUTHORITY = Pattern.compile("([^:@\\[\\]]+)(?::([0-9]{1,5}))?");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?");

    /** Returns empty for what is no absolute http or https address, or has a user or a fragment. */
    static Optional<WebhookUrl> of(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (text.length() > LONGEST
                    || !SCHEMES.contains(scheme)
                    || uri.getRawAuthority() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            String host = uri.getHost();
            int port = uri.getPort();
            if (host == null) {
                Matcher authority = AUTHORITY.matcher(uri.getRawAuthority());
                if (!authority.matches()) {
                    return Optional.empty();
                }
                host = IDN.toASCII(authority.group(1), IDN.ALLOW_UNASSIGNED);
                port = authority.group(2) == null ? -1 : Integer.parseInt(authority.group(2));
                if (!HOST.matcher(host).matches()) {
                    return Optional.empty();
                }
            }
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
            return port > HIGHEST_PORT
                    ? Optional.empty()
                    : Optional.of(new WebhookUrl(scheme, host, port, ascii(target)));
        } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Percent-encodes letters beyond ASCII. */
    private static String ascii(String target) {
        StringBuilder ascii = new StringBuilder();
        target.codePoints().forEach(letter -> {
            if (letter < 0x80) {
                ascii.appendCodePoint(letter);
            } else {
                for (byte each : Character.toString(letter).getBytes(StandardCharsets.UTF_8)) {
                    ascii.append(String.format(Locale.ROOT, "%%%02X", each & 0xFF));
                }
            }
        });
        return ascii.toString();
    }
}
