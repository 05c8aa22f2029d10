// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.core.error.ApiException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XlsxWriterTest {
    private static final Instant TIME = Instant.parse("2026-03-01T22:30:15.123Z");

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm:ss.SSS, yyyy-mm-dd hh:mm:ss.000",
        "dd.MM.yyyy HH:mm:ss,     dd.mm.yyyy hh:mm:ss",
        "uuuu/MM/dd,              yyyy/mm/dd",
        "HH:mm,                   hh:mm",
        "HH:mm:ss.SSSSSS,         ",
        "yyyy-MM-dd'T'HH:mm,      ",
        "EEE d MMM yyyy,          ",
        "hh:mm a,                 ",
        "yyyy-MM-dd HH:mm XXX,    ",
    })
    void aPatternIsSaidInExcelsLettersWhereExcelCanShowIt(String pattern, @Nullable String format) {
        assertThat(XlsxWriter.excelFormat(pattern)).isEqualTo(format);
    }

    @Test
    void aFullSheetIsFollowedByAnotherWithTheTitlesAgain() throws IOException {
        try (XSSFWorkbook workbook = written(settings("yyyy", true), 4, 7)) {
            assertThat(StreamSupport.stream(workbook.spliterator(), false).map(Sheet::getSheetName))
                    .containsExactly("Report", "Report 2", "Report 3");
            assertThat(column(workbook.getSheetAt(0))).containsExactly("Title", "row 1", "row 2", "row 3");
            assertThat(column(workbook.getSheetAt(1))).containsExactly("Title", "row 4", "row 5", "row 6");
            assertThat(column(workbook.getSheetAt(2))).containsExactly("Title", "row 7");
        }
    }

    @Test
    void aSheetThatIsJustFullIsTheLastAndWithoutTitlesItHasRoomForOneMore() throws IOException {
        try (XSSFWorkbook workbook = written(settings("yyyy", true), 4, 3)) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(1);
        }
        try (XSSFWorkbook workbook = written(settings("yyyy", false), 4, 5)) {
            assertThat(column(workbook.getSheetAt(0))).containsExactly("row 1", "row 2", "row 3", "row 4");
            assertThat(column(workbook.getSheetAt(1))).containsExactly("row 5");
        }
    }

    @Test
    void aReportWithoutRowsHasItsTitles() throws IOException {
        try (XSSFWorkbook workbook = written(settings("yyyy", true), 4, 0)) {
            assertThat(column(workbook.getSheetAt(0))).containsExactly("Title");
        }
        try (XSSFWorkbook workbook = written(settings("yyyy", false), 4, 0)) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(1);
        }
    }

    @Test
    void datesAndNumbersAreRealOnesInTheCallersZone() throws IOException {
        try (XSSFWorkbook workbook = read(out -> {
            XlsxWriter writer = new XlsxWriter(out, settings("dd.MM.yyyy HH:mm:ss", false), ZoneOffset.ofHours(3));
            writer.row(Arrays.asList(TIME, 0.87, 42, null, 7L));
            writer.close();
        })) {
            var row = workbook.getSheetAt(0).getRow(0);
            assertThat(row.getCell(0).getLocalDateTimeCellValue())
                    .isEqualTo(LocalDateTime.parse("2026-03-02T01:30:15.123"));
            assertThat(row.getCell(0).getCellStyle().getDataFormatString()).isEqualTo("dd.mm.yyyy hh:mm:ss");
            assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(0.87);
            assertThat(row.getCell(2).getCellType()).isEqualTo(CellType.NUMERIC);
            assertThat(row.getCell(3)).isNull();
            assertThat(row.getCell(4).getNumericCellValue()).isEqualTo(7);
        }
    }

    @Test
    void aDateThatExcelCannotShowSoIsAText() throws IOException {
        try (XSSFWorkbook workbook = read(out -> {
            XlsxWriter writer = new XlsxWriter(out, settings("yyyy-MM-dd'T'HH:mm:ssXXX", false), ZoneOffset.ofHours(3));
            writer.row(List.of(TIME));
            writer.close();
        })) {
            assertThat(column(workbook.getSheetAt(0))).containsExactly("2026-03-02T01:30:15+03:00");
        }
    }

    @Test
    void longTextsAreCutControlCharactersRemovedAndAllElseStaysAsItIs() throws IOException {
        try (XSSFWorkbook workbook = read(out -> {
            XlsxWriter writer = new XlsxWriter(out, settings("yyyy", false), ZoneOffset.UTC);
            for (String text : List.of(
                    "x".repeat(40_000),
                    "a\u0000\u0001b",
                    "=1+1",
                    " two\nlines <&> \" ",
                    "🙂",
                    "_x0041_ _x00g1_ __x000d_",
                    "a\r\nb")) {
                writer.row(List.of(text));
            }
            writer.close();
        })) {
            assertThat(column(workbook.getSheetAt(0)))
                    .containsExactly(
                            "x".repeat(32_766) + "…",
                            "ab",
                            "=1+1",
                            " two\nlines <&> \" ",
                            "🙂",
                            "_x0041_ _x00g1_ __x000d_",
                            "a\r\nb");
            assertThat(workbook.getSheetAt(0).getRow(2).getCell(0).getCellType())
                    .isEqualTo(CellType.STRING);
        }
    }

    /** Programs that read large files do so as a stream: they see what is written before each part, not the directory at the end. */
    @Test
    void readersOfStreamsSeeEachPartAndNoDimensionThatIsWrong() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XlsxWriter writer = new XlsxWriter(out, settings("yyyy", true), ZoneOffset.UTC, 3);
        writer.columns(List.of(new RowWriter.Heading("title", ReportColumn.Kind.TEXT, "Title")));
        for (int row = 0; row < 5; row++) {
            writer.row(List.of("row " + row));
        }
        writer.close();
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                parts.put(part.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(parts.keySet())
                .containsExactly(
                        "[Content_Types].xml",
                        "_rels/.rels",
                        "xl/styles.xml",
                        "xl/worksheets/sheet1.xml",
                        "xl/worksheets/sheet2.xml",
                        "xl/worksheets/sheet3.xml",
                        "xl/workbook.xml",
                        "xl/_rels/workbook.xml.rels");
        assertThat(parts.get("xl/worksheets/sheet1.xml"))
                .doesNotContain("dimension")
                .contains("<t xml:space=\"preserve\">row 0</t>");
    }

    @Test
    void durationsAreRealOnesThatMayBeLongerThanADay() throws IOException {
        try (XSSFWorkbook workbook = read(out -> {
            XlsxWriter writer = new XlsxWriter(out, settings("yyyy", false), ZoneOffset.UTC);
            writer.row(List.of(Duration.ofHours(36)));
            writer.close();
        })) {
            var cell = workbook.getSheetAt(0).getRow(0).getCell(0);
            assertThat(cell.getNumericCellValue()).isEqualTo(1.5);
            assertThat(cell.getCellStyle().getDataFormatString()).isEqualTo("[h]:mm:ss");
        }
    }

    @Test
    void moreColumnsThanASheetHasRoomForAreRefusedWithWhatToDo() throws IOException {
        List<RowWriter.Heading> columns = IntStream.range(0, 16_385)
                .mapToObj(column -> new RowWriter.Heading("c" + column, ReportColumn.Kind.TEXT, "=c" + column))
                .toList();
        try (XlsxWriter writer = new XlsxWriter(new ByteArrayOutputStream(), settings("yyyy", true), ZoneOffset.UTC)) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> writer.columns(columns))
                    .withMessage(
                            "the report has 16385 columns, and a sheet of XLSX has room for 16384: filter for fewer sessions, so that they"
                                    + " have fewer headers of session data, or ask for another file type");
            writer.columns(columns.subList(0, 16_384));
        }
    }

    private static ReportSettings settings(String pattern, boolean header) {
        return new ReportSettings(FileType.XLSX, header, ",", pattern, false, false);
    }

    private static XSSFWorkbook written(ReportSettings settings, int rowsASheet, int rows) throws IOException {
        return read(out -> {
            XlsxWriter writer = new XlsxWriter(out, settings, ZoneOffset.UTC, rowsASheet);
            writer.columns(List.of(new RowWriter.Heading("title", ReportColumn.Kind.TEXT, "Title")));
            for (int row : IntStream.rangeClosed(1, rows).toArray()) {
                writer.row(List.of("row " + row));
            }
            writer.close();
        });
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static XSSFWorkbook read(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    private static List<String> column(Sheet sheet) {
        return StreamSupport.stream(sheet.spliterator(), false)
                .map(row -> row.getCell(0).getStringCellValue())
                .toList();
    }
}
