// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;

/** Sorted durations of repeated runs, in ms. */
record Timings(double[] sorted) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * Measures an operation.
     *
     * @param warmUps maximum runs before the measured ones; both stop early after {@link #PATIENCE}
     */
    static Timings of(int warmUps, int runs, Callable<?> operation) throws Exception {
        run(warmUps, operation);
        return new Timings(run(runs, operation));
    }

    private static double[] run(int runs, Callable<?> operation) throws Exception {
        long first = System.nanoTime();
        DoubleStream.Builder times = DoubleStream.builder();
        for (int i = 0; i < runs && System.nanoTime() - first < PATIENCE.toNanos(); i++) {
            long begun = System.nanoTime();
            operation.call();
            times.add((System.nanoTime() - begun) / 1e6);
        }
        return times.build().sorted().toArray();
    }

    double median() {
        return quantile(0.5);
    }

    double quantile(double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(Math.floor(share * sorted.length)))];
    }
}
