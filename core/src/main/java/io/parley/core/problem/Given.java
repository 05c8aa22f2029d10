// SPDX-License-Identifier: Apache-2.0
package io.parley.core.problem;

import java.util.function.Function;

/**
 * A request value with its path, for errors found after parsing.
 *
 * @param path such as {@code labels[2]}
 */
public record Given<T>(String path, T value) {

    public static <T> Given<T> of(Input input, Function<Input, T> read) {
        return new Given<>(input.path(), read.apply(input));
    }

    /** Returns the error for this value. */
    public Refused refused(Problem problem, String expected) {
        return Refused.field(problem, path, value, expected);
    }
}
