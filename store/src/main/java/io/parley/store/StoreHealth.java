// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

/** The condition of an open store. */
public interface StoreHealth {

    /**
     * Checks that the store can execute queries and writes.
     *
     * @throws RuntimeException when it cannot, with the reason
     */
    void check();

    /**
     * Returns whether a call failed because the database was temporarily unavailable: unreachable, stopping or
     * starting. It is unknown whether the call was committed, and it may be repeated.
     */
    boolean isUnavailable(Throwable failure);
}
