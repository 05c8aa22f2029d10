// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import io.parley.core.log.Texts;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;

/** Parser of names. */
public final class Names {
    /** Longest name, in characters (our decision). */
    private static final int LONGEST = 255;

    private Names() {}

    /** Reads a name from a request. */
    public static String read(Input input) {
        String name = Texts.storable(input.notBlank());
        if (name.codePointCount(0, name.length()) > LONGEST) {
            throw Refused.field(
                    Problem.OUT_OF_RANGE, input.path(), name, "a name of at most " + LONGEST + " characters");
        }
        return name;
    }
}
