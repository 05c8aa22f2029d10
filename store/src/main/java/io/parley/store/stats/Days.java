// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import java.time.LocalDate;
import java.time.ZoneId;

/** Whole days of a zone, from the first to the last. */
public record Days(LocalDate first, LocalDate last, ZoneId zone) {
    public Days {
        if (last.isBefore(first)) {
            throw Refused.field(Problem.OUT_OF_RANGE, "dateTo", last, "a date not before " + first);
        }
    }

    Period period() {
        return Period.ofDays(first, last, zone);
    }
}
