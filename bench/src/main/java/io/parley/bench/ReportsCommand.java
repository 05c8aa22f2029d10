// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench reports}: compares report tasks with the engine's own COPY, and with the XLSX writer alone. */
@Command(
        name = "reports",
        description = "Reports against COPY and the bare writer of XLSX.",
        mixinStandardHelpOptions = true)
final class ReportsCommand implements Callable<Integer> {
    private static final int ROUNDS = 3;
    private static final int HEAP = 256;

    /** Query for the report's columns, hand-written with knowledge of the tables. */
    private static final String MESSAGES = """
            select p.short_name, s.channel_type, s.bot_id, s.client_id, c.display_name, s.session_id, s.start_time, m.question_id, m.time,
              case when m.question is null then 'Event' else 'Query' end, m.question, m.event, m.text_answer, m.intent, m.nlp_class, m.nlp_state,
              m.nlp_from_state, m.nlp_confidence, m.nlp_rule, m.nlp_rule_type, m.processing_ms,
              (select string_agg(l.name, ', ' order by l.priority, l.id) from message_label_link k join message_label l on l.id = k.label_id
                where k.message_key = m.message_key),
              m.comment,
              (select string_agg(l.name, ', ' order by l.priority, l.id) from session_label_link k join session_label l on l.id = k.label_id
                where k.session_key = m.session_key),
              m.operator, (select max(status) from message_status t where t.project_id = m.project_id and t.question_id = m.question_id),
              m.exception, s.call_task_id
            from message m join session s using (session_key) join client c on c.client_key = m.client_key join project p on p.id = m.project_id
            order by m.time desc, m.question_id, m.message_key""";

    private static final String SESSIONS = """
            select p.short_name, s.channel_type, s.bot_id, s.client_id, c.display_name, s.session_id, s.start_time, s.end_time, s.first_question,
              s.last_question, (epoch_us(s.end_time) - epoch_us(s.start_time)) / 86400000000.0, s.question_count,
              (select string_agg(l.name, ', ' order by l.priority, l.id) from session_label_link k join session_label l on l.id = k.label_id
                where k.session_key = s.session_key),
              s.result, case when s.transfer_reply then 'Yes' else 'No' end, s.call_incoming, s.call_task_id
            from session s join client c using (client_key) join project p on p.id = s.project_id
            order by s.start_time desc, s.session_id, s.session_key""";

    @Mixin
    private BenchmarkStore data = new BenchmarkStore();

    @Override
    public Integer call() throws Exception {
        // The budgets are for a million rows: ten million messages contain a million sessions.
        BenchmarkStore messages = data.of(data.messages() / 10).made();
        BenchmarkStore sessions = data.made();
        List<Double> copy = new ArrayList<>();
        List<Double> csv = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> xlsx = new ArrayList<>();
        long most = 0;
        for (int round = 0; round < ROUNDS; round++) {
            copy.add(seconds(() -> copy(messages)));
            try (ServerProcess product = messages.serve(messages.store(), HEAP)) {
                csv.add(warm(() -> product.report("messages", "CSV")));
                most = Math.max(most, product.residentMegabytes());
            }
            bare.add(seconds(() -> bareXlsx(sessions)));
            try (ServerProcess product = sessions.serve(sessions.store(), HEAP)) {
                xlsx.add(warm(() -> product.report("sessions", "XLSX")));
                most = Math.max(most, product.residentMegabytes());
            }
        }
        MarkdownTable table =
                new MarkdownTable("report", "Parley, s", "against", "s", "speed of Parley to that", "budget");
        table.row(
                "%,d messages, CSV".formatted(messages.messages()),
                median(csv),
                "the engine's own COPY",
                median(copy),
                "%.2f".formatted(median(copy) / median(csv)),
                "≥ 0.5");
        table.row(
                "%,d sessions, XLSX".formatted(sessions.messages() / SessionGenerator.MESSAGES_A_SESSION),
                median(xlsx),
                "the bare writer on the same cells, read before",
                median(bare),
                "%.2f".formatted(median(bare) / median(xlsx)),
                "≥ 0.7");
        table.print("Reports, %d MB of heap (memory in use at most: %,d MB)".formatted(HEAP, most));
        return 0;
    }

    /** Returns the time of the second run in seconds: a server in production is warm. */
    private static double warm(Callable<?> operation) throws Exception {
        return Timings.of(1, 1, operation).median() / 1000;
    }

    private static double seconds(Callable<?> operation) throws Exception {
        return Timings.of(0, 1, operation).median() / 1000;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static Path copy(BenchmarkStore data) throws SQLException {
        Path file = data.store().resolve("copy.csv");
        try (Connection bare = data.bare();
                Statement statement = bare.createStatement()) {
            statement.execute("COPY (" + MESSAGES + ") TO '" + file + "' (FORMAT csv, HEADER)");
        }
        return file;
    }

    /** Reads the cells at the driver's speed and writes them with the same XLSX library as Parley. */
    private static Path bareXlsx(BenchmarkStore data) throws Exception {
        Path file = data.store().resolve("bare.xlsx");
        try (Connection bare = data.bare();
                Statement statement = bare.createStatement();
                OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Bench", "1.0")) {
            statement.execute("set jdbc_stream_results = true");
            Worksheet sheet = workbook.newWorksheet("Report");
            try (ResultSet rows = statement.executeQuery(SESSIONS)) {
                int columns = rows.getMetaData().getColumnCount();
                for (int row = 1; rows.next(); row++) {
                    for (int column = 0; column < columns; column++) {
                        switch (rows.getObject(column + 1)) {
                            case null -> {
                                // No cell.
                            }
                            case Number number -> {
                                sheet.value(row, column, number);
                                if (number instanceof Double) {
                                    sheet.style(row, column).format("[h]:mm:ss").set();
                                }
                            }
                            case java.sql.Timestamp time -> {
                                sheet.value(
                                        row,
                                        column,
                                        LocalDateTime.ofInstant(time.toInstant(), java.time.ZoneOffset.UTC));
                                sheet.style(row, column)
                                        .format("yyyy-mm-dd hh:mm:ss.000")
                                        .set();
                            }
                            case Object other -> sheet.inlineString(row, column, other.toString());
                        }
                    }
                    if (row % 1000 == 0) {
                        sheet.flush();
                    }
                }
            }
            sheet.finish();
        }
        return file;
    }
}
