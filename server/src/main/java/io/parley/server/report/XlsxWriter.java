// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writer of XLSX, row by row; it adds a sheet when one is full. */
final class XlsxWriter implements RowWriter {
    /** Excel's limit for a sheet. */
    static final int ROWS_A_SHEET = 1_048_576;

    /** Excel's limit for a sheet. */
    static final int COLUMNS_A_SHEET = 16_384;

    private static final double COLUMN_WIDTH = 22;

    private final SpreadsheetFile file;
    private final ReportSettings settings;
    private final ZoneId zone;
    private final @Nullable String dateFormat;
    private final int rowsASheet;
    private List<String> titles = List.of();
    private int sheets;
    private int row;

    XlsxWriter(OutputStream out, ReportSettings settings, ZoneId zone) throws IOException {
        this(out, settings, zone, ROWS_A_SHEET);
    }

    XlsxWriter(OutputStream out, ReportSettings settings, ZoneId zone, int rowsASheet) throws IOException {
        this.settings = settings;
        this.zone = zone;
        this.dateFormat = excelFormat(settings.dateTimeFormat());
        this.rowsASheet = rowsASheet;
        this.file = new SpreadsheetFile(out, dateFormat);
    }

    @Override
    public void columns(List<Heading> columns) throws IOException {
        if (columns.size() > COLUMNS_A_SHEET) {
            throw ApiException.because(
                    ErrorCode.OUT_OF_RANGE,
                    "the report has " + columns.size() + " columns, and a sheet of XLSX has room for " + COLUMNS_A_SHEET
                            + ": filter for fewer sessions, so that they have fewer headers of session data, or ask for another file type");
        }
        if (settings.withHeader()) {
            this.titles = columns.stream()
                    .map(column -> CellText.fitting(CellText.withoutControls(column.title())))
                    .toList();
        }
        provideSheet();
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        provideSheet();
        file.beginRow();
        for (Object value : values) {
            cell(value);
        }
        file.endRow();
        row++;
    }

    private void cell(@Nullable Object value) throws IOException {
        switch (value) {
            // An empty cell is no cell.
            case null -> file.empty();
            case Number number -> file.number(number, SpreadsheetFile.Style.PLAIN);
            case Duration duration -> file.number(DurationFormat.days(duration), SpreadsheetFile.Style.DURATION);
            // Spreadsheets show milliseconds, and would round microseconds up.
            case Instant time
            when dateFormat != null ->
                file.date(LocalDateTime.ofInstant(time, zone).truncatedTo(ChronoUnit.MILLIS));
            case Instant time -> text(settings.dateTimes().format(time.atZone(zone)));
            // A cell of the type text is never run as a formula, so that none needs a guard.
            default -> text(CellText.fitting(CellText.withoutControls(value.toString())));
        }
    }

    private void text(String text) throws IOException {
        file.text(text, SpreadsheetFile.Style.PLAIN);
    }

    /** Begins a new sheet, with the titles, when there is none with room for a row. */
    private void provideSheet() throws IOException {
        if (sheets > 0 && row < rowsASheet) {
            return;
        }
        sheets++;
        row = titles.isEmpty() ? 0 : 1;
        file.sheet(
                "Report" + (sheets == 1 ? "" : " " + sheets),
                titles.stream().map(title -> COLUMN_WIDTH).toList(),
                row);
        if (!titles.isEmpty()) {
            file.beginRow();
            for (String title : titles) {
                file.text(title, SpreadsheetFile.Style.BOLD);
            }
            file.endRow();
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            if (sheets == 0) {
                // A workbook needs a sheet, also when there was nothing to write.
                provideSheet();
            }
        }
    }

    /**
     * Converts a pattern to Excel's format. Returns null when Excel cannot express it; dates are then written as
     * texts.
     *
     * @param pattern of {@link java.time.format.DateTimeFormatter}
     */
    static @Nullable String excelFormat(String pattern) {
        StringBuilder format = new StringBuilder();
        for (char letter : pattern.toCharArray()) {
            switch (letter) {
                case 'y', 'u' -> format.append('y');
                case 'M' -> format.append('m');
                case 'd' -> format.append('d');
                case 'H' -> format.append('h');
                case 'm' -> format.append('m');
                case 's' -> format.append('s');
                case 'S' -> format.append('0');
                case ' ', '-', '.', ':', '/', ',' -> format.append(letter);
                default -> {
                    return null;
                }
            }
        }
        // Excel supports no fractions finer than a millisecond.
        return format.indexOf("0000") >= 0 ? null : format.toString();
    }
}
