// SPDX-License-Identifier: Apache-2.0
package io.parley.server.telemetry;

import java.util.List;
import java.util.Locale;

/**
 * Prometheus metrics of Parley. Each metric is declared here only; the table in docs/operations.md is generated from
 * this.
 */
enum Instrument {
    BUILD(Kind.INFO, "parley_build_info", "Always 1; the label is the version of Parley.", "version"),
    READY(Kind.GAUGE, "parley_ready", "1 if /health/ready answers 200, else 0."),
    REQUESTS(
            Kind.HISTOGRAM,
            "parley_http_request_duration_seconds",
            "Duration of requests from arrival to the end of the answer, by operation id of the API document (none for the page's files) and"
                    + " class of the status (gone if the caller closed the connection before the end).",
            "operation",
            "status"),
    INGEST_BATCHES(
            Kind.COUNTER,
            "parley_ingest_batches_total",
            "Committed submissions to the conversation log; each has one or more records."),
    INGEST_RECORDS(
            Kind.COUNTER,
            "parley_ingest_records_total",
            "Committed records: fresh ones, which changed the log, and repeated ones, which it contained already.",
            "outcome"),
    INGEST_QUARANTINED(
            Kind.COUNTER,
            "parley_ingest_quarantined_records_total",
            "Records that could not be read and were put into quarantine."),
    INGEST_QUARANTINE_DROPPED(
            Kind.COUNTER,
            "parley_ingest_quarantine_dropped_records_total",
            "Records that were deleted from the full quarantine: the oldest ones of the project with the most."),
    INGEST_COMMITS(
            Kind.HISTOGRAM,
            "parley_ingest_commit_duration_seconds",
            "Duration of the log's transactions. One transaction commits all queued submissions, up to 10,000 records."),
    INGEST_QUEUE(
            Kind.GAUGE,
            "parley_ingest_queue",
            "Submissions and manual edits that wait in the queue of the log's writer."),
    INGEST_LAG(
            Kind.GAUGE,
            "parley_ingest_lag_seconds",
            "Time since the oldest uncommitted submission arrived; 0 if none waits. Its messages may be older: bots report late, and files are"
                    + " imported."),
    TASKS(
            Kind.GAUGE,
            "parley_tasks",
            "Background tasks of the whole store that wait or run. All nodes report the same value.",
            "state"),
    STORE_BYTES(
            Kind.GAUGE,
            "parley_store_bytes",
            "Size of the store on disk: the embedded engine's file with its write-ahead log, or the database.");

    /** Prometheus type of a metric. */
    enum Kind {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        INFO;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final String metric;
    private final String help;
    private final List<String> labels;

    Instrument(Kind kind, String metric, String help, String... labels) {
        this.kind = kind;
        this.metric = metric;
        this.help = help;
        this.labels = List.of(labels);
    }

    Kind kind() {
        return kind;
    }

    /** Returns the metric's name in Prometheus. */
    String metric() {
        return metric;
    }

    String help() {
        return help;
    }

    /** Returns the names of its labels. */
    String[] labels() {
        return labels.toArray(String[]::new);
    }
}
