// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import java.time.LocalDate;
import java.time.ZoneId;

/** Whole days of a zone, from the first to the last. */
public record DateRange(LocalDate first, LocalDate last, ZoneId zone) {
    public DateRange {
        if (last.isBefore(first)) {
            throw ApiException.field(ErrorCode.OUT_OF_RANGE, "dateTo", last, "a date not before " + first);
        }
    }

    Period period() {
        return Period.ofDays(first, last, zone);
    }
}
