// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

/** What a person may do: look; label and report as well; everything. */
public enum Role {
    VIEWER,
    ANALYST,
    ADMIN
}
