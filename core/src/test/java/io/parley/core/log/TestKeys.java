// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.util.List;

/** Keys that are the same in every run, so that what two stores hold can be compared. */
public final class TestKeys {
    private static final byte[] SECRET = secret();

    private TestKeys() {}

    /** The secret of the stores under test. */
    public static byte[] secret() {
        byte[] secret = new byte[Keys.SECRET_BYTES];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) (i * 37 + 11);
        }
        return secret;
    }

    /** The keys of the stores under test. */
    public static Keys keys() {
        return new Keys(SECRET, List.of());
    }

    /** The same cut to a few bits, so that many of them are alike. */
    public static Keys cutTo(int bits) {
        return new Keys(SECRET, List.of(), bits);
    }
}
