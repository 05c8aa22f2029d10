// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Generates and hashes tokens. Legacy and ingest tokens have the vendor's format, because some clients check it.
 * Unified tokens are ours: their prefix is recognised by scanners for leaked secrets, and their checksum tells a
 * typing error from a wrong token.
 */
public final class TokenSecrets {
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String UNIFIED_PREFIX = "prl_";

    /** Prefix of a webhook's secret; the rest is the Base64 of its key. */
    public static final String WEBHOOK_PREFIX = "whsec_";

    private final SecureRandom random = new SecureRandom();

    /** Returns {@code XXXXXXXX:} and 40 hex digits. */
    public String projectToken() {
        byte[] secret = new byte[20];
        random.nextBytes(secret);
        return letters(8) + ":" + HexFormat.of().formatHex(secret);
    }

    /** Returns {@code prl_}, 40 letters and digits, and 8 hex digits of checksum. */
    public String unifiedToken() {
        String secret = letters(40);
        CRC32 checksum = new CRC32();
        checksum.update(secret.getBytes(StandardCharsets.US_ASCII));
        return UNIFIED_PREFIX + secret + HexFormat.of().toHexDigits(checksum.getValue(), 8);
    }

    /** Returns {@code whsec_} and the Base64 of 32 random bytes, as Standard Webhooks specifies. */
    public String webhookSecret() {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return WEBHOOK_PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    /** Returns a secret for a login cookie, or an initial password. */
    public String letters(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
        }
        return text.toString();
    }

    /**
     * Returns the hash under which a secret is stored. One round of SHA-256 suffices for secrets of more than 128
     * random bits; passwords use bcrypt.
     */
    public static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
