// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.words.Title;
import org.jspecify.annotations.Nullable;

/** Fixed words in cells of several reports. */
final class Words {
    private static final Title YES = new Title("Yes", "Да");
    private static final Title NO = new Title("No", "Нет");
    private static final Title INBOUND = new Title("Inbound", "Входящий");
    private static final Title OUTBOUND = new Title("Outbound", "Исходящий");

    private Words() {}

    static Title yesOrNo(@Nullable Boolean yes) {
        return Boolean.TRUE.equals(yes) ? YES : NO;
    }

    /** Returns the direction of a call; null if the session is no call. */
    static @Nullable Title direction(@Nullable Boolean incoming) {
        return incoming == null ? null : incoming ? INBOUND : OUTBOUND;
    }
}
