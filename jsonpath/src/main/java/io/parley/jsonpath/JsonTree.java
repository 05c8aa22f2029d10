// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Access to documents of a JSON library. Paths read documents through it, so that this module depends on no library.
 *
 * <p>Implementations are stateless. A method is called only with a node of the kind that it names.
 *
 * @param <N> the library's type of a node; its {@code null} is no node, and JSON's null is a node
 */
public interface JsonTree<N> {

    /** The kinds of JSON values. */
    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    Kind kind(N node);

    /** Returns the number of an array's elements or an object's members. */
    int size(N container);

    /** Returns an element of an array. */
    N element(N array, int index);

    /** Returns the value of an object's member; null when the object has no such member. */
    @Nullable
    N member(N object, String name);

    /** Returns the members of an object in document order. */
    Iterable<Map.Entry<String, N>> members(N object);

    String text(N string);

    /**
     * Returns a number. {@code Byte}, {@code Short}, {@code Integer}, {@code Long} and {@code BigInteger} are compared
     * exactly, all others as doubles.
     */
    Number number(N number);

    boolean isTrue(N bool);
}
