// SPDX-License-Identifier: Apache-2.0
package io.parley.server.access;

import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.web.Turns;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** How passwords are read, kept and checked. */
@Component
public final class Passwords {
    /** Fewest characters of a new password (our decision). */
    static final int SHORTEST = 10;
    /** What bcrypt can tell apart, in bytes. */
    static final int LONGEST = 72;

    /** How dear a hash is to work out, by powers of two (the encoder's default). */
    private static final int STRENGTH = 10;
    /** Checked for a login that does not exist, so that the time of the answer does not tell: a salt and a hash of zeros. */
    private static final String NOBODYS_HASH = "$2a$" + STRENGTH + "$" + ".".repeat(53);

    /** A hash keeps a processor busy for 50 ms and more, and strangers have as many worked out as they like, from many addresses. */
    private final Turns turns =
            new Turns(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 16, Duration.ofSeconds(5));

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(STRENGTH);

    /** A new password that somebody sent. It is not repeated in a refusal. */
    public static String read(Input input) {
        String password = input.text();
        if (password.codePointCount(0, password.length()) < SHORTEST || bytes(password) > LONGEST) {
            throw Refused.field(
                    Problem.OUT_OF_RANGE,
                    input.path(),
                    "a password of " + password.codePointCount(0, password.length()) + " characters",
                    "at least " + SHORTEST + " characters, at most " + LONGEST + " bytes in UTF-8");
        }
        return password;
    }

    /**
     * How a password is kept.
     *
     * @throws Refused when too many are being hashed or checked
     */
    public String hash(String password) {
        turns.take();
        try {
            return Objects.requireNonNull(bcrypt.encode(password));
        } finally {
            turns.giveBack();
        }
    }

    /**
     * Whether a password is the one that was hashed.
     *
     * @param hash null for nobody's, which takes as long and is wrong
     * @throws Refused when too many are being hashed or checked
     */
    boolean matches(String password, @Nullable String hash) {
        // Longer ones are nobody's: bcrypt would see only how they begin.
        String possible = bytes(password) > LONGEST ? "" : password;
        turns.take();
        try {
            return bcrypt.matches(possible, hash == null ? NOBODYS_HASH : hash) && hash != null && !password.isEmpty();
        } finally {
            turns.giveBack();
        }
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }
}
