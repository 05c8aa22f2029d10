// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import io.parley.core.problem.Given;
import org.jspecify.annotations.Nullable;

/** What is to become of a label, or of a group of labels; what is null stays. */
public record LabelChange(
        Given<Long> id,
        @Nullable Given<String> name,
        @Nullable Integer priority) {

    /** Where a refusal of the name points: to the name, or to the id when the name is not what changes. */
    Given<?> nameOrId() {
        return name == null ? id : name;
    }
}
