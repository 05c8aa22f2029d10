// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import io.parley.store.account.TokenKind;

/**
 * Token in the path of a request.
 *
 * @param kind the kind of token that this path requires
 * @param address the path up to and including the token
 */
record PathToken(TokenKind kind, String token, String address) {
    /** Name of the request attribute that contains it. */
    static final String ATTRIBUTE = PathToken.class.getName();

    @Override
    public String toString() {
        return kind + " token";
    }
}
