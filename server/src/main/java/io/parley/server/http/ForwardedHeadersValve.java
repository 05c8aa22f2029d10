// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Valve that applies {@code X-Forwarded-Host} of a trusted proxy, and rewrites its other headers to the forms that
 * Tomcat's valve reads: one protocol, and a port. Tomcat drops the port of {@code X-Forwarded-Host} and of {@code Host},
 * and reads no lists. Of a list the first value counts, which the outermost proxy wrote.
 *
 * <p>It also keeps the path below which the proxy serves this server, from {@code X-Forwarded-Prefix}.
 */
final class ForwardedHeadersValve extends ValveBase {
    static final String PROTO = "X-Forwarded-Proto";
    static final String HOST = "X-Forwarded-Host";
    static final String PORT = "X-Forwarded-Port";
    static final String PREFIX = "X-Forwarded-Prefix";

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:/?#@\\s]+)(?::(\\d{1,5}))?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
    private static final int HIGHEST_PORT = 65_535;

    private final List<NetMask> trusted;

    ForwardedHeadersValve(List<NetMask> trusted) {
        super(true);
        this.trusted = trusted;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isTrusted(request)) {
            rewrite(request);
        }
        getNext().invoke(request, response);
    }

    private boolean isTrusted(Request request) {
        try {
            InetAddress peer = InetAddress.getByName(request.getRemoteAddr());
            return trusted.stream().anyMatch(block -> block.matches(peer));
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private static void rewrite(Request request) {
        @Nullable String prefix = all(request, PREFIX);
        if (prefix != null) {
            request.setAttribute(RequestAddress.PREFIX, RequestAddress.joinedPrefix(prefix));
        }
        @Nullable String proto = first(request, PROTO);
        @Nullable String host = first(request, HOST);
        if (proto == null && host == null && all(request, PORT) == null) {
            return;
        }
        request.setAttribute(RequestAddress.FORWARDED, true);
        MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
        if (proto == null) {
            proto = request.getScheme();
        }
        headers.setValue(PROTO).setString(proto.toLowerCase(Locale.ROOT));
        @Nullable Matcher named = host == null ? null : HOST_AND_PORT.matcher(host);
        @Nullable String port = null;
        if (named != null && named.matches()) {
            request.getCoyoteRequest().serverName().setString(named.group(1));
            port = named.group(2);
        }
        if (port == null) {
            port = first(request, PORT);
        }
        if (port == null && host == null) {
            // The proxy kept the header Host, which names the port that people call.
            Matcher asked = HOST_AND_PORT.matcher(Objects.requireNonNullElse(request.getHeader("Host"), ""));
            port = asked.matches() ? asked.group(2) : null;
        }
        if (port == null || !isPort(port)) {
            port = proto.equalsIgnoreCase("https") ? "443" : "80";
        }
        headers.setValue(PORT).setString(port);
    }

    private static boolean isPort(String text) {
        return NUMBER.matcher(text).matches() && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= HIGHEST_PORT;
    }

    /** Returns all values of a header as one list; null when it is absent or empty. */
    private static @Nullable String all(Request request, String header) {
        String values = Collections.list(request.getHeaders(header)).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(","));
        return values.isEmpty() ? null : values;
    }

    private static @Nullable String first(Request request, String header) {
        String values = all(request, header);
        if (values == null) {
            return null;
        }
        String value = values.split(",", 2)[0].strip();
        return value.isEmpty() ? null : value;
    }
}
