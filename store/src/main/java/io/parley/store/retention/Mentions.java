// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import io.parley.core.log.Texts;
import io.parley.store.engine.Engine;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Finds texts that name a client: those in which one of the client's names stands by itself, not within a longer word or number. */
final class Mentions {
    /** Shorter ones stand in too many texts that mean something else; they count only as whole strings of JSON. */
    private static final int SHORTEST_NAME = 4;

    private final List<String> names;

    /** @param names what the client is called, at least one */
    Mentions(Collection<String> names) {
        this.names = names.stream()
                .map(name -> name.length() < SHORTEST_NAME ? "\"" + name + "\"" : name)
                .toList();
    }

    /** What texts satisfy that may name the client; which of them do, {@link #in} says. */
    Condition possibleIn(Engine engine, Field<String> text) {
        return DSL.or(
                names.stream().map(name -> engine.contains(text, DSL.val(name))).toList());
    }

    boolean in(String text) {
        return names.stream().anyMatch(name -> Texts.hasWord(text, name));
    }
}
