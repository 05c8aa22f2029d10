// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import io.parley.core.problem.Problem;
import io.parley.server.web.Errors;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Table of error codes for the API document. */
final class ErrorTable {
    private ErrorTable() {}

    static String markdown() {
        return Arrays.stream(Problem.values())
                .map(problem -> "| `%s` | %d | %s |"
                        .formatted(problem.code(), Errors.status(problem).value(), problem.meaning()))
                .collect(Collectors.joining("\n", "| error | HTTP | what is wrong |\n| --- | --- | --- |\n", ""));
    }
}
