// SPDX-License-Identifier: Apache-2.0
package io.parley.server.telemetry;

import io.parley.server.ProductVersion;
import io.parley.server.http.ReadinessCheck;
import io.parley.store.StorageInfo;
import io.parley.store.ingest.CommitListener;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.quarantine.Quarantine;
import io.parley.store.task.TaskRepository;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Values of the {@link Instrument}s. Gauges are read at the time of a scrape. */
@Component
final class Instruments implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(Instruments.class);
    private static final double NANOS = 1e9;
    /** Upper bounds of the histograms' buckets, in seconds. */
    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram requests = histogram(Instrument.REQUESTS);
    private final Counter batches = counter(Instrument.INGEST_BATCHES);
    private final Counter records = counter(Instrument.INGEST_RECORDS);
    private final Histogram commits = histogram(Instrument.INGEST_COMMITS);

    Instruments(
            Quarantine quarantine,
            ConversationLog log,
            StorageInfo storage,
            TaskRepository tasks,
            ReadinessCheck readiness) {
        Info.builder()
                .name(Instrument.BUILD.metric())
                .help(Instrument.BUILD.help())
                .labelNames(Instrument.BUILD.labels())
                .register(registry)
                .addLabelValues(ProductVersion.text());
        gauge(Instrument.READY, () -> isReady(readiness) ? 1 : 0);
        CounterWithCallback.builder()
                .name(Instrument.INGEST_QUARANTINED.metric())
                .help(Instrument.INGEST_QUARANTINED.help())
                .callback(kept -> kept.call(quarantine.kept()))
                .register(registry);
        CounterWithCallback.builder()
                .name(Instrument.INGEST_QUARANTINE_DROPPED.metric())
                .help(Instrument.INGEST_QUARANTINE_DROPPED.help())
                .callback(dropped -> dropped.call(quarantine.dropped()))
                .register(registry);
        gauge(Instrument.INGEST_QUEUE, () -> log.waiting());
        gauge(Instrument.INGEST_LAG, () -> seconds(log.lag()));
        gauge(Instrument.STORE_BYTES, storage::bytes);
        gauge(Instrument.TASKS, values -> {
            TaskRepository.Backlog backlog = tasks.backlog();
            values.call(backlog.waiting(), "waiting");
            values.call(backlog.running(), "running");
        });
        JvmMetrics.builder().register(registry);
        log.addListener(this);
    }

    /** Returns the registry with all metrics. */
    PrometheusRegistry registry() {
        return registry;
    }

    /**
     * Counts a request.
     *
     * @param operation operation id in the API document, or another value from a small set
     * @param status class of the status
     */
    void answered(String operation, String status, Duration took) {
        requests.labelValues(operation, status).observe(seconds(took));
    }

    @Override
    public void committed(Commit commit) {
        batches.inc(commit.submissions());
        records.labelValues("fresh").inc(commit.fresh());
        records.labelValues("repeated").inc(commit.repeated());
        commits.observe(seconds(commit.took()));
    }

    private static boolean isReady(ReadinessCheck readiness) {
        try {
            readiness.check();
            return true;
        } catch (RuntimeException notReady) {
            return false;
        }
    }

    private Counter counter(Instrument instrument) {
        return Counter.builder()
                .name(instrument.metric())
                .help(instrument.help())
                .labelNames(instrument.labels())
                .register(registry);
    }

    private Histogram histogram(Instrument instrument) {
        return Histogram.builder()
                .name(instrument.metric())
                .help(instrument.help())
                .labelNames(instrument.labels())
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
    }

    private void gauge(Instrument instrument, DoubleSupplier value) {
        gauge(instrument, values -> values.call(value.getAsDouble()));
    }

    private void gauge(Instrument instrument, Consumer<GaugeWithCallback.Callback> values) {
        GaugeWithCallback.builder()
                .name(instrument.metric())
                .help(instrument.help())
                .labelNames(instrument.labels())
                .callback(callback -> {
                    try {
                        values.accept(callback);
                    } catch (RuntimeException unknown) {
                        // An unavailable store leaves out only this metric, not the others.
                        LOG.debug("{} cannot be told", instrument.metric(), unknown);
                    }
                })
                .register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
