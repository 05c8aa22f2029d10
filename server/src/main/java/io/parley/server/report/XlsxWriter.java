// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes XLSX, row by row; further sheets follow when one is full. */
final class XlsxWriter implements RowWriter {
    /** Excel's limit for a sheet. */
    static final int ROWS_A_SHEET = 1_048_576;

    /** Excel's limit for a sheet. */
    static final int COLUMNS_A_SHEET = 16_384;

    private static final int ROWS_IN_MEMORY = 1000;
    /** Characters of those, about: a cell may have 32,767. */
    private static final int CHARACTERS_IN_MEMORY = 1 << 20;
    /** What a cell takes besides its text, in characters. */
    private static final int CELL = 32;
    /** Hours may be more than 23. */
    private static final String DURATION_FORMAT = "[h]:mm:ss";

    private static final double COLUMN_WIDTH = 22;

    private final OutputStream out;
    private final Workbook workbook;
    private final ReportSettings settings;
    private final ZoneId zone;
    private final @Nullable String dateFormat;
    private final int rowsASheet;
    private List<String> titles = List.of();
    private @Nullable Worksheet sheet;
    private int sheets;
    private int row;
    /** Of the rows that are in memory. */
    private long characters;

    XlsxWriter(OutputStream out, ReportSettings settings, ZoneId zone) {
        this(out, settings, zone, ROWS_A_SHEET);
    }

    XlsxWriter(OutputStream out, ReportSettings settings, ZoneId zone, int rowsASheet) {
        this.out = out;
        this.workbook = new Workbook(out, "Parley", "1.0");
        this.settings = settings;
        this.zone = zone;
        this.dateFormat = excelFormat(settings.dateTimeFormat());
        this.rowsASheet = rowsASheet;
    }

    @Override
    public void columns(List<Heading> columns) throws IOException {
        if (columns.size() > COLUMNS_A_SHEET) {
            throw Refused.because(
                    Problem.OUT_OF_RANGE,
                    "the report has " + columns.size() + " columns, and a sheet of XLSX has room for " + COLUMNS_A_SHEET
                            + ": filter for fewer sessions, so that they have fewer headers of session data, or ask for another file type");
        }
        if (settings.withHeader()) {
            this.titles = columns.stream()
                    .map(column -> Cells.fitting(Cells.text(column.title(), settings.rawText())))
                    .toList();
        }
        sheet();
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        Worksheet sheet = sheet();
        for (int column = 0; column < values.size(); column++) {
            cell(sheet, column, values.get(column));
        }
        characters += (long) CELL * values.size();
        row++;
        if (row % ROWS_IN_MEMORY == 0 || characters > CHARACTERS_IN_MEMORY) {
            sheet.flush();
            characters = 0;
        }
    }

    private void cell(Worksheet sheet, int column, @Nullable Object value) {
        switch (value) {
            case null -> {
                // An empty cell is no cell.
            }
            case Number number -> sheet.value(row, column, number);
            case Duration duration -> {
                sheet.value(row, column, Durations.days(duration));
                sheet.style(row, column).format(DURATION_FORMAT).set();
            }
            case Instant time
            when dateFormat != null -> {
                sheet.value(row, column, LocalDateTime.ofInstant(time, zone));
                sheet.style(row, column).format(dateFormat).set();
            }
            case Instant time -> text(sheet, column, settings.dateTimes().format(time.atZone(zone)));
            default -> text(sheet, column, Cells.fitting(Cells.text(value.toString(), settings.rawText())));
        }
    }

    private void text(Worksheet sheet, int column, String text) {
        sheet.inlineString(row, column, text);
        characters += text.length();
    }

    /** The sheet with room for a row; a new one, with the titles, when there is none. */
    private Worksheet sheet() throws IOException {
        Worksheet current = sheet;
        if (current != null && row < rowsASheet) {
            return current;
        }
        if (current != null) {
            current.finish();
        }
        Worksheet next = workbook.newWorksheet("Report" + (++sheets == 1 ? "" : " " + sheets));
        row = 0;
        for (int column = 0; column < titles.size(); column++) {
            next.width(column, COLUMN_WIDTH);
            next.inlineString(0, column, titles.get(column));
            next.style(0, column).bold().set();
        }
        if (!titles.isEmpty()) {
            next.freezePane(0, 1);
            row = 1;
        }
        sheet = next;
        return next;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            Worksheet last = sheet;
            // A workbook needs a sheet, also when there was nothing to write.
            (last == null ? sheet() : last).finish();
            workbook.finish();
        }
    }

    /**
     * The pattern in Excel's letters; null when it has parts that Excel cannot show, and dates have to be texts then.
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
        // Excel knows no fractions finer than a millisecond.
        return format.indexOf("0000") >= 0 ? null : format.toString();
    }
}
