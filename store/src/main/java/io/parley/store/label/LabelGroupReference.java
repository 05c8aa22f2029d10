// SPDX-License-Identifier: Apache-2.0
package io.parley.store.label;

import io.parley.core.error.RequestValue;
import org.jspecify.annotations.Nullable;

/** The group of a message label in a request. */
public sealed interface LabelGroupReference {

    /** An existing group. */
    record ById(RequestValue<Long> id) implements LabelGroupReference {}

    /**
     * The group of that name, which is created if it does not exist.
     *
     * @param priority of a created group; null for after all others
     */
    record ByName(String name, @Nullable Integer priority) implements LabelGroupReference {}
}
