// SPDX-License-Identifier: Apache-2.0
package io.parley.server.access;

import io.parley.store.directory.TokenKind;

/**
 * A token that came in the path.
 *
 * @param kind what it must be a token of, by its place in the path
 * @param address the path up to and with the token
 */
record PathToken(TokenKind kind, String token, String address) {
    /** The request attribute that carries it. */
    static final String ATTRIBUTE = PathToken.class.getName();

    @Override
    public String toString() {
        return kind + " token";
    }
}
