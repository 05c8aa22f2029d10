// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses outside the public Internet: this machine, its networks, and addresses that are translated to them (SSRF
 * protection).
 */
final class InternalAddresses {
    /** IANA's special-purpose blocks, as far as a host may answer there. */
    private static final List<Block> NOT_PUBLIC_4 = List.of(
            Block.of("0.0.0.0", 8), // this machine
            Block.of("10.0.0.0", 8), // private
            Block.of("100.64.0.0", 10), // behind a carrier's NAT
            Block.of("127.0.0.0", 8), // loopback
            Block.of("169.254.0.0", 16), // link-local, where clouds keep their metadata
            Block.of("172.16.0.0", 12), // private
            Block.of("192.0.0.0", 24), // IETF protocol assignments
            Block.of("192.168.0.0", 16), // private
            Block.of("198.18.0.0", 15), // benchmarks
            Block.of("224.0.0.0", 4), // multicast
            Block.of("240.0.0.0", 4)); // reserved, broadcast

    /** The public block of IPv6; all others are internal: loopback, link-local, unique-local, multicast… */
    private static final Block PUBLIC_6 = Block.of("2000::", 3);

    /** Tunnels with an endpoint that is not readable in the address. */
    private static final Block TEREDO = Block.of("2001::", 32);

    /** IPv6 addresses with an embedded IPv4 address, which is checked: NAT64 at the end, 6to4 after the prefix. */
    private static final Block NAT64 = Block.of("64:ff9b::", 96);

    private static final Block SIX_TO_FOUR = Block.of("2002::", 16);

    private InternalAddresses() {}

    /** Addresses with a common prefix. */
    private record Block(byte[] start, int bits) {
        static Block of(String start, int bits) {
            try {
                // The text is an IP literal, so that this makes no DNS lookup.
                return new Block(InetAddress.getByName(start).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("not an address: " + start, e);
            }
        }

        boolean has(byte[] address) {
            int whole = bits / 8;
            int mask = 0xff << (8 - bits % 8);
            return address.length == start.length
                    && Arrays.equals(address, 0, whole, start, 0, whole)
                    && (bits % 8 == 0 || (address[whole] & mask) == (start[whole] & mask));
        }
    }

    static boolean have(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC_4.stream().anyMatch(block -> block.has(bytes));
        }
        if (NAT64.has(bytes)) {
            return have(within(bytes, 12));
        }
        if (SIX_TO_FOUR.has(bytes)) {
            return have(within(bytes, 2));
        }
        return !PUBLIC_6.has(bytes) || TEREDO.has(bytes);
    }

    private static InetAddress within(byte[] address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
