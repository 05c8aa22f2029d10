// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import org.jspecify.annotations.Nullable;

/**
 * Tells reports of one message apart and says which of them counts (our decision, docs/ingest.md).
 *
 * @param number what the sender counts its reports by: a whole number, or microseconds since 1970; null when the sender says none
 * @param digest fingerprint of the report as it came ({@link Keys#digest})
 */
public record MessageVersion(@Nullable Long number, long digest) {

    /**
     * Whether a report that arrives after this one takes its place: the higher number does, and any number before none. Of two equal numbers the
     * greater digest does, so that the order of arrival does not matter. Of two reports without a number the later arrival does.
     */
    public boolean yieldsTo(MessageVersion arriving) {
        if (number == null) {
            return true;
        }
        if (arriving.number == null) {
            return false;
        }
        int higher = arriving.number.compareTo(number);
        return higher != 0 ? higher > 0 : arriving.digest > digest;
    }
}
