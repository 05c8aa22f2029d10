// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

/** Pure translation of the values of one file, in order, to pieces or messages. */
interface Translator {
    /**
     * Translates a value.
     *
     * @throws SourceException when it cannot be read; the values after it can
     * @throws MissingOptionException when the file needs an option
     */
    void read(Entry entry, Output out);

    /** Translates what waits for the end of the file. */
    default void end(Output out) {}
}
