// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import org.jspecify.annotations.Nullable;

/** Names of a client. */
public record ClientNames(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String username) {
    public static final ClientNames NONE = new ClientNames(null, null, null);

    public ClientNames {
        firstName = TextNormalizer.storableOrNull(firstName);
        lastName = TextNormalizer.storableOrNull(lastName);
        username = TextNormalizer.storableOrNull(username);
    }

    /** Returns first and last name, else the user name, else null: the "client name" of filters and reports. */
    public @Nullable String display() {
        String full = ((firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName)).strip();
        return full.isEmpty() ? username : full;
    }

    /** Spelt under the record's first name, because {@link Keys#digest} of stored messages depends on it. */
    @Override
    public String toString() {
        return "Names[firstName=" + firstName + ", lastName=" + lastName + ", username=" + username + "]";
    }
}
