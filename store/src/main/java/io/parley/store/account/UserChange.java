// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import org.jspecify.annotations.Nullable;

/** A change of a person; null stays unchanged. */
public record UserChange(
        @Nullable Role role,
        @Nullable Boolean active,
        @Nullable String passwordHash) {}
