// SPDX-License-Identifier: Apache-2.0
package io.parley.core.problem;

import java.util.function.Function;

/**
 * A value with the path to where somebody gave it, for whoever finds out only later that it cannot be meant.
 *
 * @param path {@code labels[2]} for instance
 */
public record Given<T>(String path, T value) {

    public static <T> Given<T> of(Input input, Function<Input, T> read) {
        return new Given<>(input.path(), read.apply(input));
    }

    /** The refusal of this value. */
    public Refused refused(Problem problem, String expected) {
        return Refused.field(problem, path, value, expected);
    }
}
