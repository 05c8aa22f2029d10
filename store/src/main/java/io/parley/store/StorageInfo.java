// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

/** The database product of a store, and the size of its data. */
public interface StorageInfo {

    /** Returns name and version of the database product. */
    String product();

    /** Returns the size of the store on disk, in bytes. */
    long bytes();
}
