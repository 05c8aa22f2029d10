// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

/** The kind of row that a filter tests. {@code ARCHITECTURE.md} describes how conditions are lifted between scopes. */
public enum Scope {
    MESSAGE,
    SESSION,
    CLIENT
}
