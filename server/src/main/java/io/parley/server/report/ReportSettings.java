// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.server.http.Extra;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Format of a report (contract).
 *
 * @param withHeader whether the first row has the titles
 * @param delimiter separator of a CSV file, one character
 * @param dateTimeFormat pattern of {@link DateTimeFormatter}
 * @param bom whether a CSV file begins with a byte order mark, by which some spreadsheets recognise UTF-8 (our
 *     addition)
 * @param rawText leaves texts that look like formulas unchanged (our addition, for programs)
 */
record ReportSettings(
        FileType fileType,
        boolean withHeader,
        String delimiter,
        String dateTimeFormat,
        @Extra boolean bom,
        @Extra boolean rawText) {

    static final ReportSettings DEFAULT =
            new ReportSettings(FileType.XLSX, true, ",", "yyyy-MM-dd HH:mm:ss.SSS", false, false);

    static ReportSettings read(Optional<JsonInput> given) {
        if (given.isEmpty()) {
            return DEFAULT;
        }
        JsonInput settings = given.get().object();
        return new ReportSettings(
                settings.member("fileType")
                        .map(type -> type.oneOf(FileType.class, ErrorCode.INVALID_VALUE))
                        .orElse(DEFAULT.fileType),
                settings.member("withHeader").map(JsonInput::flag).orElse(DEFAULT.withHeader),
                settings.member("delimiter").map(ReportSettings::delimiter).orElse(DEFAULT.delimiter),
                settings.member("dateTimeFormat").map(ReportSettings::pattern).orElse(DEFAULT.dateTimeFormat),
                settings.member("bom").map(JsonInput::flag).orElse(DEFAULT.bom),
                settings.member("rawText").map(JsonInput::flag).orElse(DEFAULT.rawText));
    }

    DateTimeFormatter dateTimes() {
        return DateTimeFormatter.ofPattern(dateTimeFormat, Locale.ENGLISH);
    }

    private static String delimiter(JsonInput input) {
        String delimiter = input.text();
        if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE,
                    input.path(),
                    delimiter,
                    "one character that is no quote and no line break");
        }
        return delimiter;
    }

    private static String pattern(JsonInput input) {
        try {
            // A valid pattern may contain fields that a time does not have; formatting one detects it.
            String shown = ZonedDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC)
                    .format(DateTimeFormatter.ofPattern(input.text(), Locale.ENGLISH));
            if (shown.isBlank()) {
                throw new IllegalArgumentException("the pattern shows nothing");
            }
            return input.text();
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE, input.path(), input.text(), "a pattern such as yyyy-MM-dd HH:mm:ss.SSS");
        }
    }
}
