// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.JsonInput;
import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterReader;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.FilterType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Filters of a daily report: the messages of one day in UTC, as in the vendor's daily export. */
final class DailyFilters {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DailyFilters() {}

    static FilterSet filters(JsonInput body) {
        LocalDate day = body.required("date", JsonInput.A_DATE).date();
        ObjectNode filters = JSON.createObjectNode();
        filters.putArray("filters")
                .addObject()
                .put("key", FilterKey.MESSAGE_TIME.name())
                .put("type", FilterType.DATE_TIME_RANGE.name())
                .put("from", day.atStartOfDay(ZoneOffset.UTC).toInstant().toString())
                // Times have a precision of microseconds, so this is the last one of the day.
                .put(
                        "to",
                        day.plusDays(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .minus(1, ChronoUnit.MICROS)
                                .toString());
        return FilterReader.read(new JsonInput("", filters));
    }
}
