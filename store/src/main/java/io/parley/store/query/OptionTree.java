// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static java.util.Comparator.comparing;

import io.parley.core.i18n.LocalizedText;
import io.parley.core.log.TextNormalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree of paths such as {@code /orders/cancel}. The count of a node includes all nodes below it. A path that occurs
 * only as the parent of others is a node, too. Paths that are canonically equal are one node, shown by the least spelling.
 */
final class OptionTree {
    private static final char SEPARATOR = '/';

    /** The nodes by canonical path. */
    private final Map<String, Node> nodes = new TreeMap<>();

    private static final class Node {
        /** A spelling of the path. */
        private String path;

        private long messages;
        private final Map<String, Node> children = new TreeMap<>();

        Node(String path) {
            this.path = path;
        }

        void add(String spelling, long count) {
            path = TextNormalizer.ORDER.compare(spelling, path) < 0 ? spelling : path;
            messages += count;
        }
    }

    /** Adds a path with its number of messages. */
    void add(String path, long count) {
        Node child = node(path, count);
        for (String at = path, above = above(at); above != null; at = above, above = above(at)) {
            Node parent = node(above, count);
            parent.children.put(TextNormalizer.canonical(at), child);
            child = parent;
        }
    }

    private Node node(String path, long count) {
        Node node = nodes.computeIfAbsent(TextNormalizer.canonical(path), canonical -> new Node(path));
        node.add(path, count);
        return node;
    }

    /** Returns all nodes, the most frequent first; a parent therefore precedes its children. */
    List<FilterOption> options() {
        List<FilterOption> options = new ArrayList<>();
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            String above = above(entry.getKey());
            Node node = entry.getValue();
            options.add(new FilterOption(
                    node.path,
                    LocalizedText.of(title(node.path)),
                    node.messages,
                    above == null ? null : Objects.requireNonNull(nodes.get(above)).path,
                    node.children.values().stream().map(child -> child.path).toList()));
        }
        options.sort(comparing(FilterOption::messages, (one, other) -> Long.compare(other, one)));
        return options;
    }

    private static String title(String path) {
        String last = path.substring(path.lastIndexOf(SEPARATOR) + 1);
        return last.isEmpty() ? path : last;
    }

    /** Returns the parent path; null for one at the top. */
    static @Nullable String above(String path) {
        int end = path.lastIndexOf(SEPARATOR);
        return end > 0 ? path.substring(0, end) : null;
    }
}
