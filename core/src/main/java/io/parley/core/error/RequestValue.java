// SPDX-License-Identifier: Apache-2.0
package io.parley.core.error;

import java.util.function.Function;

/**
 * A request value with its path, for errors found after parsing.
 *
 * @param path such as {@code labels[2]}
 */
public record RequestValue<T>(String path, T value) {

    public static <T> RequestValue<T> of(JsonInput input, Function<JsonInput, T> read) {
        return new RequestValue<>(input.path(), read.apply(input));
    }

    /** Returns the error for this value. */
    public ApiException refused(ErrorCode problem, String expected) {
        return ApiException.field(problem, path, value, expected);
    }
}
