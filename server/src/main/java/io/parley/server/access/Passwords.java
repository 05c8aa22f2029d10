// SPDX-License-Identifier: Apache-2.0
package io.parley.server.access;

import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import java.nio.charset.StandardCharsets;
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

    /** How a password is kept. */
    public String hash(String password) {
        return Objects.requireNonNull(bcrypt.encode(password));
    }

    /**
     * Whether a password is the one that was hashed.
     *
     * @param hash null for nobody's, which takes as long and is wrong
     */
    boolean matches(String password, @Nullable String hash) {
        // Longer ones are nobody's: bcrypt would see only how they begin.
        boolean right = bcrypt.matches(bytes(password) > LONGEST ? "" : password, hash == null ? NOBODYS_HASH : hash);
        return right && hash != null && !password.isEmpty();
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }
}
