// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

/** Source of cancellation scopes for work on a store. */
@FunctionalInterface
public interface CancellationScopes {

    /** Begins work of this thread that another thread may interrupt; this thread closes it. */
    CancellationScope open();
}
