// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** The addresses that are not the public Internet's: this machine, its networks, and what stands for them. */
final class InternalAddresses {
    /** IANA's special purposes, as far as anything may answer there. */
    private static final List<Block> NOT_PUBLIC_4 = List.of(
            Block.of("0.0.0.0", 8), // this machine
            Block.of("10.0.0.0", 8), // private
            Block.of("100.64.0.0", 10), // behind a carrier's NAT
            Block.of("127.0.0.0", 8), // loopback
            Block.of("169.254.0.0", 16), // link-local, where clouds keep their metadata
            Block.of("172.16.0.0", 12), // private
            Block.of("192.0.0.0", 24), // protocols
            Block.of("192.168.0.0", 16), // private
            Block.of("198.18.0.0", 15), // measurements
            Block.of("224.0.0.0", 4), // multicast
            Block.of("240.0.0.0", 4)); // reserved, broadcast

    /** Of IPv6 this is the public Internet, and all else is not: loopback, link-local, unique-local, multicast… */
    private static final Block PUBLIC_6 = Block.of("2000::", 3);

    /** Tunnels whose far end an address does not tell in the clear. */
    private static final Block TEREDO = Block.of("2001::", 32);

    /** Addresses that hold one of IPv4, which counts: of NAT64 at the end, of 6to4 after the prefix. */
    private static final Block NAT64 = Block.of("64:ff9b::", 96);

    private static final Block SIX_TO_FOUR = Block.of("2002::", 16);

    private InternalAddresses() {}

    /** Addresses of one prefix. */
    private record Block(byte[] start, int bits) {
        static Block of(String start, int bits) {
            try {
                // A literal, so that nobody is asked.
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
