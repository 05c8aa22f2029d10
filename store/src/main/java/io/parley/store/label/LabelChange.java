// SPDX-License-Identifier: Apache-2.0
package io.parley.store.label;

import io.parley.core.error.RequestValue;
import org.jspecify.annotations.Nullable;

/** A change of a label, or of a group of labels; null stays unchanged. */
public record LabelChange(
        RequestValue<Long> id,
        @Nullable RequestValue<String> name,
        @Nullable Integer priority) {

    /** Returns the value that an error about the name refers to: the name, or the id when the name does not change. */
    RequestValue<?> nameOrId() {
        return name == null ? id : name;
    }
}
