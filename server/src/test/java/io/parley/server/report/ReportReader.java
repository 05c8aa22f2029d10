// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.ParleyServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import tools.jackson.databind.JsonNode;

/**
 * Starts reports and reads their files: each row a list, dates as dates, numbers as numbers, empty cells as the empty
 * text.
 */
final class ReportReader {
    private ReportReader() {}

    /** Returns the finished task that a call to the legacy edition has started. */
    static JsonNode finished(Account account, HttpCall start) {
        String id = start.send().ok().json().path("taskId").asString();
        JsonNode task = account.finished(id);
        assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("COMPLETED");
        return account.legacy("GET", "/reports/tasks/" + id)
                .extras()
                .send()
                .ok()
                .json();
    }

    /** Downloads the file from the URL of the task, unchanged. */
    static HttpAnswer file(ParleyServer server, JsonNode task) {
        return fileCall(server, task).send().ok();
    }

    static HttpCall fileCall(ParleyServer server, JsonNode task) {
        String url = task.path("fileUrl").asString();
        assertThat(url).startsWith(server.url() + "/");
        return server.get(url.substring(server.url().length()));
    }

    static List<List<Object>> xlsx(HttpAnswer file) {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file.bytes()))) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(1);
            List<List<Object>> rows = new ArrayList<>();
            int columns = workbook.getSheetAt(0).getRow(0).getLastCellNum();
            for (Row row : workbook.getSheetAt(0)) {
                List<Object> cells = new ArrayList<>();
                for (int column = 0; column < columns; column++) {
                    cells.add(value(row.getCell(column)));
                }
                rows.add(cells);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(Cell cell) {
        if (cell == null) {
            return "";
        }
        return switch (cell.getCellType()) {
            case NUMERIC ->
                DateUtil.isCellDateFormatted(cell)
                        ? cell.getLocalDateTimeCellValue()
                        : (Object) cell.getNumericCellValue();
            case STRING -> cell.getStringCellValue();
            default -> throw new AssertionError("a cell of type " + cell.getCellType());
        };
    }

    static List<List<String>> csv(HttpAnswer file, char delimiter) {
        return CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(file.text()).stream()
                .map(CsvRecord::getFields)
                .toList();
    }
}
