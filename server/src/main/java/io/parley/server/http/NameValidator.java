// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.log.TextNormalizer;

/** Parser of names. */
public final class NameValidator {
    /** Longest name, in characters (our decision). */
    private static final int LONGEST = 255;

    private NameValidator() {}

    /** Reads a name from a request. */
    public static String read(JsonInput input) {
        String name = TextNormalizer.storable(input.notBlank());
        if (name.codePointCount(0, name.length()) > LONGEST) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, input.path(), name, "a name of at most " + LONGEST + " characters");
        }
        return name;
    }
}
