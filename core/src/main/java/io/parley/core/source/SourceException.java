// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

/** A record of a source cannot be read; the others can. The message says what came and what was expected, without the place. */
final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SourceException(String message) {
        super(message);
    }
}
