// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a list with the requested fields. */
public final class ProjectedRow {
    private final Map<ProjectedField<?>, Integer> places;
    private final @Nullable Object[] values;

    ProjectedRow(Map<ProjectedField<?>, Integer> places, @Nullable Object[] values) {
        this.places = places;
        this.values = values;
    }

    void found(ProjectedField<?> fact, @Nullable Object value) {
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
    public <V> @Nullable V get(ProjectedField<V> fact) {
        return (V) values[place(fact)];
    }

    private int place(ProjectedField<?> fact) {
        Integer place = places.get(fact);
        if (place == null) {
            throw new IllegalArgumentException("a fact that was not asked for");
        }
        return place;
    }
}
