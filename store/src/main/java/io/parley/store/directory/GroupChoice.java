// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import io.parley.core.problem.Given;
import org.jspecify.annotations.Nullable;

/** Which group a message label is to be in. */
public sealed interface GroupChoice {

    /** A group that must be there. */
    record ById(Given<Long> id) implements GroupChoice {}

    /**
     * The group of that name, which is made when there is none.
     *
     * @param priority of a group that is made; null for after all others
     */
    record ByName(String name, @Nullable Integer priority) implements GroupChoice {}
}
