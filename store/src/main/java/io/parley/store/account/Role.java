// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

/** The role of a person: reading; labelling and reports as well; everything. */
public enum Role {
    VIEWER,
    ANALYST,
    ADMIN
}
