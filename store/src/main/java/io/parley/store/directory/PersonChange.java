// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import org.jspecify.annotations.Nullable;

/** What is to become of a person; what is null stays. */
public record PersonChange(
        @Nullable Role role,
        @Nullable Boolean active,
        @Nullable String passwordHash) {}
