// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page of reports agrees with the declarations. */
class ReportReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reports.md");

    @Test
    void theReferencePageSaysWhatTheDeclarationsSay() throws IOException {
        if (Boolean.getBoolean("parley.docs.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/reports.md; -Dparley.docs.write=true rewrites it")
                .isEqualTo(page());
    }

    @Test
    void noTwoColumnsOfAReportShareAKeyOrATitle() {
        for (Report report : Report.values()) {
            assertThat(report.content().columns().stream().map(ReportColumn::key))
                    .as(report.path())
                    .doesNotHaveDuplicates();
            assertThat(report.content().columns().stream()
                            .map(column -> column.title().en()))
                    .as(report.path())
                    .doesNotHaveDuplicates();
            assertThat(report.content().columns().stream()
                            .map(column -> column.title().ru()))
                    .as(report.path())
                    .doesNotHaveDuplicates();
        }
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Reports

                `POST /api/v1/async/reporter/reports/…` starts a task that writes a file. `?estimate=true` starts no task and answers `{"rowCount": n}`. The
                body contains `filters`, as in lists (see [Filters](filters.md)), and `settings`:

                | setting | default | meaning |
                | --- | --- | --- |
                | `fileType` | XLSX | XLSX or CSV for people, JSONL or PARQUET for programs |
                | `withHeader` | true | whether the columns have titles (XLSX, CSV) |
                | `delimiter` | `,` | the separator of cells, one character (CSV) |
                | `dateTimeFormat` | `yyyy-MM-dd HH:mm:ss.SSS` | a pattern of Java's `DateTimeFormatter` (XLSX, CSV) |
                | `bom` | false | whether the file begins with a byte order mark (CSV) |
                | `rawText` | false | leaves texts unchanged that a spreadsheet would run as formulas (XLSX, CSV) |

                The headers `language` (`en`, `ru`) and `Timezone` apply to titles, words and times in XLSX and CSV. In XLSX, times, durations and numbers have
                these types, and texts are cut to 32,767 characters, the last of which is `…`. XLSX and CSV lack control characters, U+FFFE and U+FFFF. A sheet has at most 1,048,576 rows; further rows are written to
                another sheet, with the titles repeated. More than 16,384 columns fail the task.

                JSONL has one object a line with all keys, and `null` for an empty cell. Parquet has columns of these names; a name that differs from another
                one only in case gets a number at its end. Cells of several texts are arrays in both, in XLSX and CSV joined texts. In both, times are in UTC, durations in milliseconds, words are English, and texts are unchanged.

                Bodies that differ: `daily` has `date`, a day in UTC, instead of filters, and covers all projects that the token gives access to.
                `message-reaction` has `projectShortName` (not with a project token), `botId`, and optionally `messageId`, `clientId`, `sessionId`,
                `messageTimeFrom`, `messageTimeTo`, `reactionTimeFrom`, `reactionTimeTo` (milliseconds since 1970). `telephony` also takes the parameters
                `startTime`, `endTime` and `botIds`. In the list of tasks, `report` is the name of the report below, and `reportType` the contract's name.

                At most 100 reports of an account, and 1,000 of all accounts, wait or run. Another one is refused with 429 (`reporter.rate.too_many_reports`)
                until one of them has ended or was deleted. Each server writes one Parquet file at a time, because each takes 256 MB beside the store's memory.
                `GET /api/v1/reporter/reports` lists tasks in pages of up to 1,000, newest first.

                Further columns follow those below. `sessions` and `telephony` have one for each header of the session data (key `sessionData.` and the header),
                in the order of first occurrence in the report. `messages` has one for each path of CUSTOM_FIELDS_IN_RESPONSE (key `customFields.` and the path).

                The English titles of `sessions` are the vendor's; all others are Parley's.
                """);
        for (Report report : Report.values()) {
            page.append("\n## ")
                    .append(report.path())
                    .append(" (`")
                    .append(report.type())
                    .append("`)\n\n");
            page.append("| key | English | Russian | holds |\n| --- | --- | --- | --- |\n");
            report.content()
                    .columns()
                    .forEach(column -> page.append("| `%s` | %s | %s | %s |\n"
                            .formatted(
                                    column.key(),
                                    column.title().en(),
                                    column.title().ru(),
                                    column.kind().name().toLowerCase(java.util.Locale.ROOT))));
        }
        return page.toString();
    }
}
