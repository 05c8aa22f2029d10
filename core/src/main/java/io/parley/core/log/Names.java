// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import org.jspecify.annotations.Nullable;

/** Names of a client. */
public record Names(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String username) {
    public static final Names NONE = new Names(null, null, null);

    public Names {
        firstName = Texts.storableOrNull(firstName);
        lastName = Texts.storableOrNull(lastName);
        username = Texts.storableOrNull(username);
    }

    /** Returns first and last name, else the user name, else null: the "client name" of filters and reports. */
    public @Nullable String display() {
        String full = ((firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName)).strip();
        return full.isEmpty() ? username : full;
    }
}
