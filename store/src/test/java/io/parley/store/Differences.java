// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** Assertions for large values that print only the differences. */
public final class Differences {
    private static final int SHOWN = 3;

    private Differences() {}

    /** Fails with the first entries that are not the same in both. */
    public static void assertSame(String name, Map<String, ?> actual, Map<String, ?> expected) {
        Set<String> keys = new LinkedHashSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        List<String> differences = keys.stream()
                .filter(key -> !Objects.equals(actual.get(key), expected.get(key)))
                .limit(SHOWN)
                .map(key -> key + ":\n   actual " + only(actual.get(key), expected.get(key)) + "\n expected "
                        + only(expected.get(key), actual.get(key)))
                .toList();
        if (!differences.isEmpty()) {
            Assertions.fail(name + " differs\n" + String.join("\n", differences));
        }
    }

    private static String only(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Collection<?> all && other instanceof Collection<?> others) {
            List<Object> rest = new ArrayList<>(all);
            rest.removeAll(others);
            return rest.stream().limit(SHOWN).toList().toString();
        }
        return String.valueOf(one);
    }
}
