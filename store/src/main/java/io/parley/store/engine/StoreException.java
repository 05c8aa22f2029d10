// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

/** An unexpected failure of the engine: an error of this program or of the machine, never of the caller's input. */
public final class StoreException extends RuntimeException {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
