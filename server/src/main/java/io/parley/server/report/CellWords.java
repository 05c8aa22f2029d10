// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.i18n.LocalizedText;
import org.jspecify.annotations.Nullable;

/** Fixed words in cells of several reports. */
final class CellWords {
    private static final LocalizedText YES = new LocalizedText("Yes", "Да");
    private static final LocalizedText NO = new LocalizedText("No", "Нет");
    private static final LocalizedText INBOUND = new LocalizedText("Inbound", "Входящий");
    private static final LocalizedText OUTBOUND = new LocalizedText("Outbound", "Исходящий");

    private CellWords() {}

    static LocalizedText yesOrNo(@Nullable Boolean yes) {
        return Boolean.TRUE.equals(yes) ? YES : NO;
    }

    /** Returns the direction of a call; null if the session is no call. */
    static @Nullable LocalizedText direction(@Nullable Boolean incoming) {
        return incoming == null ? null : incoming ? INBOUND : OUTBOUND;
    }
}
