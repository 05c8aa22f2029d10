// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

/** What a filter is true of. {@code ARCHITECTURE.md} tells how conditions are lifted from one scope to another. */
public enum Scope {
    MESSAGE,
    SESSION,
    CLIENT
}
