// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value that a filter compares: a literal, the result of a function or a node of the document. */
sealed interface Operand {
    record Text(String text) implements Operand {}

    record Numeral(Number number) implements Operand {}

    record Bool(boolean value) implements Operand {}

    record Null() implements Operand {}

    /** An array or an object of a document. */
    sealed interface Container extends Operand {
        int size();
    }

    record Array<N>(JsonTree<N> tree, N node) implements Container {
        @Override
        public int size() {
            return tree.size(node);
        }

        List<Operand> elements() {
            List<Operand> elements = new ArrayList<>(size());
            for (int i = 0; i < size(); i++) {
                elements.add(of(tree, tree.element(node, i)));
            }
            return elements;
        }
    }

    record Members<N>(JsonTree<N> tree, N node) implements Container {
        @Override
        public int size() {
            return tree.size(node);
        }

        List<Map.Entry<String, Operand>> entries() {
            List<Map.Entry<String, Operand>> entries = new ArrayList<>(size());
            for (Map.Entry<String, N> member : tree.members(node)) {
                entries.add(Map.entry(member.getKey(), of(tree, member.getValue())));
            }
            return entries;
        }

        @Nullable
        Operand get(String name) {
            N member = tree.member(node, name);
            return member == null ? null : of(tree, member);
        }
    }

    static <N> Operand of(JsonTree<N> tree, N node) {
        return switch (tree.kind(node)) {
            case STRING -> new Text(tree.text(node));
            case NUMBER -> new Numeral(tree.number(node));
            case BOOLEAN -> new Bool(tree.isTrue(node));
            case NULL -> new Null();
            case ARRAY -> new Array<>(tree, node);
            case OBJECT -> new Members<>(tree, node);
        };
    }
}
