package io.parley.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** How long something took, again and again, in milliseconds. */
record Times(double[] sorted) {

    /**
     * Measures it.
     *
     * @param warmUps runs before those that count
     */
    static Times of(int warmUps, int runs, Callable<?> operation) throws Exception {
        for (int i = 0; i < warmUps; i++) {
            operation.call();
        }
        double[] times = new double[runs];
        for (int i = 0; i < runs; i++) {
            long begun = System.nanoTime();
            operation.call();
            times[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(times);
        return new Times(times);
    }

    double median() {
        return quantile(0.5);
    }

    double quantile(double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(Math.floor(share * sorted.length)))];
    }
}
