// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

/** An unexpected failure of the engine: an error of this program or of the machine, never of the caller's input. */
public final class StoreFailure extends RuntimeException {
    public StoreFailure(String message) {
        super(message);
    }

    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
