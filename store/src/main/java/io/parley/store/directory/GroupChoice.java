// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import io.parley.core.problem.Given;
import org.jspecify.annotations.Nullable;

/** The group of a message label in a request. */
public sealed interface GroupChoice {

    /** An existing group. */
    record ById(Given<Long> id) implements GroupChoice {}

    /**
     * The group of that name, which is created if it does not exist.
     *
     * @param priority of a created group; null for after all others
     */
    record ByName(String name, @Nullable Integer priority) implements GroupChoice {}
}
