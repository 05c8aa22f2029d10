// SPDX-License-Identifier: Apache-2.0
package io.parley.server.telemetry;

import java.util.List;
import java.util.Locale;

/**
 * Prometheus metrics of Parley. Each metric is declared here only; the table in docs/operations.md is generated from
 * this.
 */
enum Instrument {
    BUILD(Kind.INFO, "parley_build_info", "1; the label says which Parley this is.", "version"),
    READY(Kind.GAUGE, "parley_ready", "1 while /health/ready would answer 200, else 0."),
    REQUESTS(
            Kind.HISTOGRAM,
            "parley_http_request_duration_seconds",
            "How long requests took, from their arrival to the end of their answers, by the call's id in the API document (none for what is"
                    + " no call, such as the page's files) and the class of the status (gone when the caller went away before the end).",
            "operation",
            "status"),
    INGEST_BATCHES(
            Kind.COUNTER,
            "parley_ingest_batches_total",
            "Submissions, of one or more records, that were committed to the conversation log."),
    INGEST_RECORDS(
            Kind.COUNTER,
            "parley_ingest_records_total",
            "Records that were committed: fresh ones, which changed the log, and repeated ones, which it held already.",
            "outcome"),
    INGEST_QUARANTINED(
            Kind.COUNTER,
            "parley_ingest_quarantined_records_total",
            "Records that could not be understood and were put in quarantine, with the reason."),
    INGEST_QUARANTINE_DROPPED(
            Kind.COUNTER,
            "parley_ingest_quarantine_dropped_records_total",
            "Records that went from the quarantine because it holds no more: the oldest of the project that has most."),
    INGEST_COMMITS(
            Kind.HISTOGRAM,
            "parley_ingest_commit_duration_seconds",
            "How long the log's transactions took; all that waits shares one, up to 10,000 records."),
    INGEST_QUEUE(
            Kind.GAUGE,
            "parley_ingest_queue",
            "Submissions, and changes by hand, that wait until the log's writer takes them up."),
    INGEST_LAG(
            Kind.GAUGE,
            "parley_ingest_lag_seconds",
            "How long that has been waiting for its commit which has waited longest, since it arrived here; 0 when nothing waits. What is in it"
                    + " may be older: bots report late, and files are imported."),
    TASKS(
            Kind.GAUGE,
            "parley_tasks",
            "Background tasks that are waiting or running, of the whole store, so that all its nodes say the same.",
            "state"),
    STORE_BYTES(
            Kind.GAUGE,
            "parley_store_bytes",
            "Room that the store takes on disk: the embedded engine's file with its write-ahead log, or the database.");

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
