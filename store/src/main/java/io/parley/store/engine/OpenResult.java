// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

/** A result that is being read. */
public interface OpenResult extends AutoCloseable {
    @Override
    void close();
}
