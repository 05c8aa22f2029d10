// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench ingest}: compares batches over HTTP with the bare engine, which loads the same lines, parses them and
 * merges them by key.
 */
@Command(name = "ingest", description = "Batches over HTTP against the bare engine.", mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    private static final int BATCH = 2_000;
    /** Warm-up batches on both sides. */
    private static final int WARM_UPS = 50;

    private static final int BOTS = 64;
    private static final int LOG_WARM_UPS = 20_000;

    @Mixin
    private BenchmarkStore data = new BenchmarkStore();

    @Option(names = "--senders", defaultValue = "4", description = "How many send at once. Default: 4")
    private int senders;

    @Option(names = "--batches", defaultValue = "100", description = "Batches of 2,000 messages. Default: 100")
    private int count;

    // The JIT compiler of a fresh server takes a quarter of two processors for its first twenty seconds.
    @Option(names = "--logs", defaultValue = "100000", description = "Logs of single messages. Default: 100000")
    private int logs;

    @Override
    public Integer call() throws Exception {
        List<byte[]> batches = batches();
        double bare = bare(batches);
        double parley = parley(batches);
        long messages = (long) count * BATCH;
        MarkdownTable table = new MarkdownTable(
                "batches of 2,000 messages of 1 KB", "messages a second", "ratio to the bare engine", "budget");
        table.row(
                "Parley, NDJSON over HTTP, %d senders".formatted(senders),
                "%,.0f".formatted(messages / parley),
                "%.2f".formatted(bare / parley),
                "≥ 0.6");
        table.row("the bare engine", "%,.0f".formatted(messages / bare), "1", "");
        table.print("Ingest of %,d messages".formatted(messages));
        singleLogs();
        return 0;
    }

    /** Measures logs of single messages, in the form sent by JAICF bots. */
    private void singleLogs() throws Exception {
        SessionGenerator traffic = new SessionGenerator(2, (long) (LOG_WARM_UPS + logs) * 2);
        List<byte[]> all = new ArrayList<>();
        while (all.size() < LOG_WARM_UPS + logs) {
            traffic.session().forEach(message -> all.add(WireMessages.log(message)));
        }
        Path folder = data.emptyStore();
        try (ServerProcess product = data.serve(folder, 512);
                ExecutorService threads = Executors.newFixedThreadPool(BOTS)) {
            send(threads, all.subList(0, LOG_WARM_UPS), product::log);
            double seconds =
                    Timings.of(0, 1, () -> send(threads, all.subList(LOG_WARM_UPS, LOG_WARM_UPS + logs), product::log))
                                    .median()
                            / 1000;
            MarkdownTable table = new MarkdownTable(
                    "logs of one message, one a connection, %d at once".formatted(BOTS),
                    "logs a second, committed",
                    "budget");
            table.row("Parley, processLogs of JAICF", "%,.0f".formatted(logs / seconds), "≥ 3,000");
            table.print("Ingest of %,d logs".formatted(logs));
        } finally {
            BenchmarkStore.delete(folder);
        }
    }

    private List<byte[]> batches() throws IOException {
        SessionGenerator traffic = new SessionGenerator(1, (long) (WARM_UPS + count) * BATCH * 2);
        List<byte[]> batches = new ArrayList<>();
        int waiting = 0;
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        while (batches.size() < WARM_UPS + count) {
            for (var message : traffic.session()) {
                batch.write(WireMessages.line(message));
                if (++waiting == BATCH) {
                    batches.add(batch.toByteArray());
                    batch.reset();
                    waiting = 0;
                }
            }
        }
        return batches.subList(0, WARM_UPS + count);
    }

    private double parley(List<byte[]> batches) throws Exception {
        Path folder = data.emptyStore();
        try (ServerProcess product = data.serve(folder, 512);
                ExecutorService threads = Executors.newFixedThreadPool(senders)) {
            send(threads, batches.subList(0, WARM_UPS), product::ingest);
            return Timings.of(0, 1, () -> send(threads, batches.subList(WARM_UPS, batches.size()), product::ingest))
                            .median()
                    / 1000;
        } finally {
            BenchmarkStore.delete(folder);
        }
    }

    private static boolean send(ExecutorService threads, List<byte[]> bodies, Consumer<byte[]> sender)
            throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        bodies.forEach(body -> sent.add(threads.submit(() -> sender.accept(body))));
        for (Future<?> each : sent) {
            each.get();
        }
        return true;
    }

    /**
     * Loads the batches by hand with the engine alone: lines into a table, members into columns, insert of new keys
     * only, commit.
     */
    private double bare(List<byte[]> batches) throws Exception {
        Path folder = data.emptyStore();
        java.nio.file.Files.createDirectories(folder);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("bare.duckdb"));
                Statement sql = connection.createStatement()) {
            sql.execute(
                    "create table message (question_id varchar, session_id varchar, bot_id varchar, channel_type varchar, time timestamp,"
                            + " question varchar, event varchar, text_answer varchar, client_id varchar, nlp_state varchar, nlp_class varchar,"
                            + " response_data varchar, data varchar)");
            sql.execute(
                    "create table session (session_id varchar, start_time timestamp, end_time timestamp, messages bigint)");
            sql.execute("create temp table staging (line varchar)");
            long begun = 0;
            for (int i = 0; i < batches.size(); i++) {
                if (i == WARM_UPS) {
                    begun = System.nanoTime();
                }
                sql.execute("begin");
                sql.execute("delete from staging");
                try (DuckDBAppender appender =
                        connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "staging")) {
                    for (String line : new String(batches.get(i), StandardCharsets.UTF_8).split("\n")) {
                        appender.beginRow();
                        appender.append(line);
                        appender.endRow();
                    }
                }
                sql.execute(
                        "create or replace temp table cut as select line->>'questionId' question_id, line->>'sessionId' session_id,"
                                + " line->>'botId' bot_id, line->>'channelType' channel_type, epoch_ms(cast(line->>'timestamp' as bigint)) time,"
                                + " line->>'question' question, line->>'event' event, line->>'textAnswer' text_answer, line->'client'->>'id' client_id,"
                                + " line->'nlpInfo'->>'nlpState' nlp_state, line->'nlpInfo'->>'nlpClass' nlp_class,"
                                + " cast(line->'responseData' as varchar) response_data, cast(line->'data' as varchar) data from staging");
                sql.execute("insert into message select * from cut anti join message using (question_id)");
                sql.execute(
                        "create or replace temp table touched as select session_id, min(start_time) s, max(end_time) e, sum(messages) n from"
                                + " (select session_id, time start_time, time end_time, 1 messages from cut union all select session_id, start_time, end_time,"
                                + " messages from session where session_id in (select session_id from cut)) group by 1");
                sql.execute("delete from session where session_id in (select session_id from touched)");
                sql.execute("insert into session select * from touched");
                sql.execute("commit");
            }
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            BenchmarkStore.delete(folder);
        }
    }
}
