// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

/** The kind of access that a token gives. */
public enum TokenKind {
    /** The whole account, as {@code Authorization: Bearer}. */
    UNIFIED,
    /** One project's Reporter API, in the path (the vendor's legacy edition). */
    PROJECT,
    /** Ingestion into one project, in the path or as bearer. */
    INGEST
}
