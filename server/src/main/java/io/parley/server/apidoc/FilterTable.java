// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import io.parley.core.filter.FilterKey;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Table of filters for the API document. */
final class FilterTable {
    private FilterTable() {}

    static String markdown() {
        return Arrays.stream(FilterKey.values())
                .map(key -> "| `%s` | %s | %s |".formatted(key, types(key), compares(key)))
                .collect(Collectors.joining("\n", "| key | types | compares |\n| --- | --- | --- |\n", ""));
    }

    private static String types(FilterKey key) {
        return key.shapes().stream().map(shape -> "`" + shape.type() + "`").collect(Collectors.joining(", "));
    }

    /** Returns what the filter compares, and its permitted values if they are limited. */
    private static String compares(FilterKey key) {
        String words = key.shapes().getFirst().words().stream()
                .map(word -> "`" + word + "`")
                .collect(Collectors.joining(", "));
        return key.help().en() + (words.isEmpty() ? "" : ": " + words);
    }
}
