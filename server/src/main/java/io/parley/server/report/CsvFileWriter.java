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

/** Writes CSV as RFC 4180 has it, in UTF-8. */
final class CsvFileWriter implements RowWriter {
    /** By which some spreadsheets know that a text is UTF-8. */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final CsvWriter csv;
    private final ReportSettings settings;
    private final DateTimeFormatter dateTimes;

    CsvFileWriter(OutputStream out, ReportSettings settings, ZoneId zone) throws IOException {
        if (settings.bom()) {
            out.write(BYTE_ORDER_MARK);
        }
        this.csv = CsvWriter.builder()
                .fieldSeparator(settings.delimiter().charAt(0))
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.settings = settings;
        this.dateTimes = settings.dateTimes().withZone(zone);
    }

    @Override
    public void columns(List<Heading> columns) {
        if (settings.withHeader()) {
            csv.writeRecord(columns.stream()
                    .map(column -> Cells.text(column.title(), settings.rawText()))
                    .toList());
        }
    }

    @Override
    public void row(List<@Nullable Object> values) {
        csv.writeRecord(values.stream().map(this::cell).toList());
    }

    private String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            case Duration duration -> Durations.text(duration);
            case Instant time -> dateTimes.format(time);
            default -> Cells.text(value.toString(), settings.rawText());
        };
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
