// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import io.parley.core.log.TextNormalizer;
import io.parley.store.engine.Engine;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * A matcher of texts that name a client: one of the client's names occurs as a separate word, not within a longer word
 * or number.
 */
final class NameMatcher {
    /** Shorter names are part of too many other texts; they match only as whole strings of JSON. */
    private static final int SHORTEST_NAME = 4;

    private final List<String> names;

    /** @param names the client's names, at least one */
    NameMatcher(Collection<String> names) {
        this.names = names.stream()
                .map(name -> name.length() < SHORTEST_NAME ? "\"" + name + "\"" : name)
                .toList();
    }

    /** Returns a condition that preselects texts in SQL; {@link #in} decides which of them name the client. */
    Condition possibleIn(Engine engine, Field<String> text) {
        return DSL.or(
                names.stream().map(name -> engine.contains(text, DSL.val(name))).toList());
    }

    boolean in(String text) {
        return names.stream().anyMatch(name -> TextNormalizer.hasWord(text, name));
    }
}
