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

                `POST /api/v1/async/reporter/reports/…` starts a task that writes a file; `?estimate=true` starts nothing and answers
                `{"rowCount": n}`. A body has `filters`, as the lists have them (see [Filters](filters.md)), and `settings`:

                | setting | default | says |
                | --- | --- | --- |
                | `fileType` | XLSX | XLSX or CSV for people, JSONL or PARQUET for programs |
                | `withHeader` | true | whether titles stand above the columns (XLSX, CSV) |
                | `delimiter` | `,` | what stands between cells, one character (CSV) |
                | `dateTimeFormat` | `yyyy-MM-dd HH:mm:ss.SSS` | a pattern of Java's `DateTimeFormatter` (XLSX, CSV) |
                | `bom` | false | whether the file begins with a byte order mark (CSV) |
                | `rawText` | false | leaves texts that a spreadsheet would run as formulas as they are (XLSX, CSV) |

                The headers `language` (`en`, `ru`) and `Timezone` are for titles, words and times of XLSX and CSV. In XLSX times, durations and numbers
                are real ones, texts end after 32,767 characters with `…`, and rows that a sheet has no room for (it takes 1,048,576) go on in another
                one, with the titles again. More than 16,384 columns fail the task.

                JSONL has an object a line with all keys, `null` for an empty cell; Parquet has columns of these names, where names that differ by case
                alone get a number behind them. In both, times are of UTC, durations are milliseconds, words are English, and texts are as they were said.

                Bodies that differ: `daily` takes `date`, a day of UTC, instead of filters, and is about all projects within reach. `message-reaction` takes
                `projectShortName` (not with a project's token), `botId`, and, if wanted, `messageId`, `clientId`, `sessionId`, `messageTimeFrom`,
                `messageTimeTo`, `reactionTimeFrom`, `reactionTimeTo` (milliseconds since 1970). `telephony` takes the parameters `startTime`, `endTime`
                and `botIds`, too. In the list of tasks, `report` is the name of the report below, and `reportType` the contract's.

                An account may have 100 reports that wait or are being written, and all accounts together 1,000; another one is refused with 429
                (`reporter.rate.too_many_reports`) until one of them has ended or was deleted. Files of Parquet are written one at a time on each server, for each
                takes 256 MB beside the store's memory. `GET /api/v1/reporter/reports` lists tasks in pages of up to 1,000, newest first.

                After the columns below come, in `sessions` and `telephony`, one for each header of the sessions' data (key `sessionData.` and the header), in
                the order in which the report's sessions first have them, and in `messages` one for each path of CUSTOM_FIELDS_IN_RESPONSE (key
                `customFields.` and the path).

                Titles of `sessions` are the vendor's in English; all others are Parley's.
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
