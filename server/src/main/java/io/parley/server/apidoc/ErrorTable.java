// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import io.parley.core.error.ErrorCode;
import io.parley.server.http.ApiExceptionHandler;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Table of error codes for the API document. */
final class ErrorTable {
    private ErrorTable() {}

    static String markdown() {
        return Arrays.stream(ErrorCode.values())
                .map(problem -> String.format(
                        Locale.ROOT,
                        "| `%s` | %d | %s |",
                        problem.code(),
                        ApiExceptionHandler.status(problem).value(),
                        problem.meaning()))
                .collect(Collectors.joining("\n", "| error | HTTP | what is wrong |\n| --- | --- | --- |\n", ""));
    }
}
