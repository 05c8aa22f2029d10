// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static java.util.Comparator.comparing;

import io.parley.core.i18n.LocalizedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A tree of paths such as {@code /orders/cancel}. The count of a node includes all nodes below it. A path that occurs
 * only as the parent of others is a node, too.
 */
final class OptionTree {
    private static final char SEPARATOR = '/';

    private final Map<String, Long> messages = new TreeMap<>();
    private final Map<String, TreeSet<String>> children = new HashMap<>();

    /** Adds a path with its number of messages. */
    void add(String path, long count) {
        messages.merge(path, count, Long::sum);
        String child = path;
        for (String above = above(child); above != null; above = above(child)) {
            messages.merge(above, count, Long::sum);
            children.computeIfAbsent(above, node -> new TreeSet<>()).add(child);
            child = above;
        }
    }

    /** Returns all nodes, the most frequent first; a parent therefore precedes its children. */
    List<FilterOption> options() {
        List<FilterOption> options = new ArrayList<>();
        messages.forEach((path, count) -> options.add(new FilterOption(
                path,
                LocalizedText.of(
                        path.substring(path.lastIndexOf(SEPARATOR) + 1).isEmpty()
                                ? path
                                : path.substring(path.lastIndexOf(SEPARATOR) + 1)),
                count,
                above(path),
                List.copyOf(children.getOrDefault(path, new TreeSet<>())))));
        options.sort(comparing(FilterOption::messages, (one, other) -> Long.compare(other, one)));
        return options;
    }

    /** Returns the parent path; null for one at the top. */
    static @Nullable String above(String path) {
        int end = path.lastIndexOf(SEPARATOR);
        return end > 0 ? path.substring(0, end) : null;
    }
}
