// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;

/**
 * Host names with underscores, which the names of containers often have. RFC 1123 has none, but resolvers and browsers
 * accept them; Tomcat does not, and has no option for it.
 */
final class UnderscoreHosts {
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]{0,253})(?::([0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    private UnderscoreHosts() {}

    /** Protocol of the connector, with the limits of addresses; public because Tomcat creates it by name. */
    public static final class Protocol extends AddressConnectionLimit {
        @Override
        protected Processor createProcessor() {
            return new Http11Processor(this, getAdapter()) {
                @Override
                protected void parseHost(MessageBytes value) {
                    String text = value == null || value.isNull() ? "" : value.toString();
                    Matcher name = NAME.matcher(text);
                    int port = -1;
                    if (text.indexOf('_') >= 0 && name.matches()) {
                        port = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
                    }
                    if (port < 0 || port > HIGHEST_PORT) {
                        super.parseHost(value);
                        return;
                    }
                    request.serverName().setString(name.group(1));
                    if (port == 0) {
                        populatePort();
                    } else {
                        request.setServerPort(port);
                    }
                }
            };
        }
    }
}
