// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static java.util.Comparator.comparing;

import io.parley.core.words.Title;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Paths such as {@code /orders/cancel} as a tree: each stands for itself and what lies below it. Paths that only others lie below are
 * nodes, too.
 */
final class OptionTree {
    private static final char SEPARATOR = '/';

    private final Map<String, Long> messages = new TreeMap<>();
    private final Map<String, TreeSet<String>> children = new HashMap<>();

    /** Adds a path that so many messages have. */
    void add(String path, long count) {
        messages.merge(path, count, Long::sum);
        String child = path;
        for (String above = above(child); above != null; above = above(child)) {
            messages.merge(above, count, Long::sum);
            children.computeIfAbsent(above, node -> new TreeSet<>()).add(child);
            child = above;
        }
    }

    /** All nodes, the most frequent first; so no node comes before the one above it. */
    List<FilterOption> options() {
        List<FilterOption> options = new ArrayList<>();
        messages.forEach((path, count) -> options.add(new FilterOption(
                path,
                Title.of(
                        path.substring(path.lastIndexOf(SEPARATOR) + 1).isEmpty()
                                ? path
                                : path.substring(path.lastIndexOf(SEPARATOR) + 1)),
                count,
                above(path),
                List.copyOf(children.getOrDefault(path, new TreeSet<>())))));
        options.sort(comparing(FilterOption::messages, (one, other) -> Long.compare(other, one)));
        return options;
    }

    /** The path above; null for one at the top. */
    static @Nullable String above(String path) {
        int end = path.lastIndexOf(SEPARATOR);
        return end > 0 ? path.substring(0, end) : null;
    }
}
