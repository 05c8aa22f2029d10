// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a list with the requested fields. */
public final class FactRow {
    private final Map<Fact<?>, Integer> places;
    private final @Nullable Object[] values;

    FactRow(Map<Fact<?>, Integer> places, @Nullable Object[] values) {
        this.places = places;
        this.values = values;
    }

    void found(Fact<?> fact, @Nullable Object value) {
        values[place(fact)] = value;
    }

    /** How long its texts are. */
    long characters() {
        long characters = 0;
        for (Object value : values) {
            characters += value instanceof CharSequence text ? text.length() : 0;
        }
        return characters;
    }

    /** @throws IllegalArgumentException if the field was not requested */
    @SuppressWarnings("unchecked") // Each value was read by the field itself.
    public <V> @Nullable V get(Fact<V> fact) {
        return (V) values[place(fact)];
    }

    private int place(Fact<?> fact) {
        Integer place = places.get(fact);
        if (place == null) {
            throw new IllegalArgumentException("a fact that was not asked for");
        }
        return place;
    }
}
