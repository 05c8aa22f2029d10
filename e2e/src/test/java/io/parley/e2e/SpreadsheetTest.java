// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A spreadsheet program opens the reports, not only our own readers of the formats. */
class SpreadsheetTest {
    /** Export as CSV: commas, double quotes, UTF-8, all lines. */
    private static final String AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1";

    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    @TempDir
    Path folder;

    @Test
    void libreOfficeReadsInTheXlsxWhatTheCsvSays() throws IOException {
        Optional<Path> office = ExternalProcess.find(Stream.of("soffice"));
        String missing = "there is no soffice on PATH";
        if (office.isEmpty()) {
            ExternalProcess.announceSkipped("opening a report in LibreOffice", missing);
        }
        assumeTrue(office.isPresent(), missing);

        PackagedParley demo = PARLEYS.sharedDemo();
        // The browser tests run in parallel and change the first project only.
        String project = demo.credentials().project("delivery").shortName();
        ReporterClient reporter = demo.reporter();
        JsonNode xlsx = reporter.completedReport(reporter.startReport(project, "XLSX"));
        JsonNode csv = reporter.completedReport(reporter.startReport(project, "CSV"));
        Path report = Files.write(folder.resolve("report.xlsx"), reporter.reportFile(xlsx));

        ExternalProcess.Ended ended = ExternalProcess.run(
                Duration.ofMinutes(2),
                List.of(
                        office.orElseThrow().toString(),
                        "-env:UserInstallation=" + folder.resolve("office").toUri(),
                        "--headless",
                        "--convert-to",
                        AS_CSV,
                        "--outdir",
                        folder.toString(),
                        report.toString()));
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();

        List<CsvRecord> read = records(Files.readString(folder.resolve("report.csv")));
        List<CsvRecord> expected = records(new String(reporter.reportFile(csv), StandardCharsets.UTF_8));
        assertThat(read)
                .hasSize(expected.size())
                .hasSize((int) xlsx.get("writeCount").longValue() + 1);
        for (int row = 0; row < read.size(); row++) {
            assertThat(asShown(read.get(row))).as("row " + row).isEqualTo(asShown(expected.get(row)));
        }
    }

    /**
     * Normalises a row like a spreadsheet: numbers have 15 digits, insignificant zeros are dropped, line ends are
     * uniform.
     */
    private static List<String> asShown(CsvRecord row) {
        return row.getFields().stream()
                .map(cell -> cell.matches("-?[0-9]+\\.[0-9]+")
                        ? new BigDecimal(cell)
                                .round(new MathContext(15))
                                .stripTrailingZeros()
                                .toPlainString()
                        : cell.replace("\r\n", "\n"))
                .toList();
    }

    private static List<CsvRecord> records(String csv) throws IOException {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().ofCsvRecord(csv.startsWith("\uFEFF") ? csv.substring(1) : csv)) {
            return reader.stream().toList();
        }
    }
}
