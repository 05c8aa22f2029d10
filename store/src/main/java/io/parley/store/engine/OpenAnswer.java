// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

/** An answer whose rows are being read. */
public interface OpenAnswer extends AutoCloseable {
    @Override
    void close();
}
