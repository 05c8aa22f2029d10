// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 connector in which one address has at most half of the connections (our decision). Further connections of the address are closed at once, so
 * that other addresses still find free ones. IPv6 addresses count by network of 64 bits. Public because Tomcat creates it by name.
 */
public class AddressConnectionLimit extends Http11NioProtocol {
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Endpoint endpoint;

    public AddressConnectionLimit() {
        this(new Endpoint());
    }

    private AddressConnectionLimit(Endpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** @param proxies addresses that many callers share, without a limit of their own */
    void exempt(Predicate<InetAddress> proxies) {
        endpoint.isExempt = proxies;
    }

    /** Returns the part of an address by which connections are counted. */
    static byte[] network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes;
    }

    private static final class Endpoint extends NioEndpoint {
        private volatile Predicate<InetAddress> isExempt = address -> false;

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            if (exceedsShare(socket)) {
                destroySocket(socket);
                return false;
            }
            return super.setSocketOptions(socket);
        }

        private boolean exceedsShare(SocketChannel socket) {
            int most = getMaxConnections() / 2;
            // No address exceeds its share while all addresses together do not, which is cheap to see.
            if (most <= 0 || getConnectionCount() <= most) {
                return false;
            }
            InetAddress address = socket.socket().getInetAddress();
            if (address == null || isExempt.test(address)) {
                return false;
            }
            byte[] network = network(address);
            return getConnections().stream()
                            .map(Endpoint::address)
                            .filter(other -> other != null && Arrays.equals(network(other), network))
                            .count()
                    >= most;
        }

        private static @Nullable InetAddress address(SocketWrapperBase<NioChannel> connection) {
            NioChannel channel = connection.getSocket();
            SocketChannel socket = channel == null ? null : channel.getIOChannel();
            return socket == null ? null : socket.socket().getInetAddress();
        }
    }
}
