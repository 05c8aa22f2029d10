// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Adds query parameters for headers that may also be sent as such, because not every client can set a header
 * ({@code Query.headerOrText}). Their names are in lower case.
 */
final class HeaderQueryParameters {
    private static final Set<String> HEADERS = Set.of("language", "Timezone");

    private HeaderQueryParameters() {}

    static void complete(Operation call) {
        List<Operation.Parameter> headers = call.parameters()
                .filter(parameter -> parameter.in().equals("header") && HEADERS.contains(parameter.name()))
                .toList();
        for (Operation.Parameter header : headers) {
            call.node()
                    .withArrayProperty("parameters")
                    .addObject()
                    .put("name", header.name().toLowerCase(Locale.ROOT))
                    .put("in", "query")
                    .put(
                            "description",
                            "The same as the header `" + header.name() + "`, which counts where both are there.")
                    .putObject("schema")
                    .put("type", "string");
        }
    }
}
