// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.server.http.ConcurrencyLimit;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Reads, hashes and checks passwords. */
@Component
public final class Passwords {
    /** Fewest characters of a new password (our decision). */
    static final int SHORTEST = 10;
    /** Longest password that bcrypt hashes completely, in bytes. */
    static final int LONGEST = 72;

    /** Cost of bcrypt: the binary logarithm of its rounds (the encoder's default). */
    private static final int STRENGTH = 10;
    /**
     * Checked for a login that does not exist, so that the response time does not reveal it: a salt and a hash of
     * zeros.
     */
    private static final String NOBODYS_HASH = "$2a$" + STRENGTH + "$" + ".".repeat(53);

    /** A hash keeps a processor busy for 50 ms and more, and strangers have as many worked out as they like, from many addresses. */
    private final ConcurrencyLimit turns = new ConcurrencyLimit(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 16, Duration.ofSeconds(5));

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(STRENGTH);

    /** Reads a new password. Error messages do not repeat it. */
    public static String read(JsonInput input) {
        String password = composed(input.text());
        if (password.codePointCount(0, password.length()) < SHORTEST || bytes(password) > LONGEST) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE,
                    input.path(),
                    "a password of " + password.codePointCount(0, password.length()) + " characters",
                    "at least " + SHORTEST + " characters, at most " + LONGEST + " bytes in UTF-8");
        }
        return password;
    }

    /**
     * Returns the hash under which a password is stored.
     *
     * @throws ApiException when too many passwords are being hashed or checked
     */
    public String hash(String password) {
        turns.take();
        try {
            return Objects.requireNonNull(bcrypt.encode(composed(password)));
        } finally {
            turns.release();
        }
    }

    /**
     * Returns whether a password matches a hash.
     *
     * @param hash null for an unknown login: the check takes equally long and fails
     * @throws ApiException when too many passwords are being hashed or checked
     */
    boolean matches(String password, @Nullable String hash) {
        // No stored password is longer: bcrypt would ignore the bytes after the limit.
        String composed = composed(password);
        String possible = bytes(composed) > LONGEST ? "" : composed;
        turns.take();
        try {
            // Earlier versions hashed a password in the form in which it was typed.
            return !password.isEmpty()
                    && (matchesOne(possible, hash)
                            || !composed.equals(password) && bytes(password) <= LONGEST && matchesOne(password, hash));
        } finally {
            turns.release();
        }
    }

    private boolean matchesOne(String password, @Nullable String hash) {
        return bcrypt.matches(password, hash == null ? NOBODYS_HASH : hash) && hash != null;
    }

    /** Returns the canonical composition: systems differ in the form in which they type letters with accents. */
    private static String composed(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }
}
