// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writer of CSV (RFC 4180), in UTF-8. */
final class CsvFileWriter implements RowWriter {
    /** Byte order mark, by which some spreadsheets recognise UTF-8. */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final int TIMES_IN_MEMORY = 1 << 10;

    private final CsvWriter csv;
    private final ReportSettings settings;
    private final DateTimeFormatter dateTimes;
    private final ZoneId zone;
    /**
     * Cache of formatted times: rows near each other often contain the same times, such as the start of their
     * session.
     */
    private final @Nullable Instant[] times = new @Nullable Instant[TIMES_IN_MEMORY];

    private final String[] timeTexts = new String[TIMES_IN_MEMORY];

    CsvFileWriter(OutputStream out, ReportSettings settings, ZoneId zone) throws IOException {
        if (settings.bom()) {
            out.write(BYTE_ORDER_MARK);
        }
        this.csv = CsvWriter.builder()
                .fieldSeparator(settings.delimiter().charAt(0))
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.settings = settings;
        this.dateTimes = settings.dateTimes();
        this.zone = zone;
    }

    @Override
    public void columns(List<Heading> columns) {
        if (settings.withHeader()) {
            csv.writeRecord(columns.stream()
                    .map(column -> CellText.text(column.title(), settings.rawText()))
                    .toList());
        }
    }

    @Override
    public void row(List<@Nullable Object> values) {
        String[] cells = new String[values.size()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = cell(values.get(column));
        }
        csv.writeRecord(cells);
    }

    private String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            case Duration duration -> DurationFormat.text(duration);
            case Instant time -> text(time);
            default -> CellText.text(value.toString(), settings.rawText());
        };
    }

    private String text(Instant time) {
        int place = Math.floorMod(time.hashCode(), TIMES_IN_MEMORY);
        if (!time.equals(times[place])) {
            times[place] = time;
            timeTexts[place] = dateTimes.format(time.atZone(zone));
        }
        return timeTexts[place];
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
