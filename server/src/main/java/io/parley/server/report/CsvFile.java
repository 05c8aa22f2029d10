package io.parley.server.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes CSV as RFC 4180 has it, in UTF-8. */
final class CsvFile implements SheetWriter {
    private final CsvWriter csv;
    private final ReportSettings settings;
    private final DateTimeFormatter dateTimes;

    CsvFile(OutputStream out, ReportSettings settings, ZoneId zone) {
        this.csv = CsvWriter.builder()
                .fieldSeparator(settings.delimiter().charAt(0))
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.settings = settings;
        this.dateTimes = settings.dateTimes().withZone(zone);
    }

    @Override
    public void header(List<String> titles) {
        csv.writeRecord(titles);
    }

    @Override
    public void row(List<@Nullable Object> values) {
        csv.writeRecord(values.stream().map(this::cell).toList());
    }

    private String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            case Instant time -> dateTimes.format(time);
            default -> Cells.text(value.toString(), settings.rawText());
        };
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
