// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;

/** {@code bench small}: JMH benchmarks of steps too short to time with single calls. */
@Command(
        name = "small",
        description = "Steps that are made for every message or request.",
        mixinStandardHelpOptions = true)
final class SmallCommand implements Callable<Integer> {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public Integer call() throws Exception {
        MarkdownTable table = new MarkdownTable("step", "time, ns", "±", "allocated, bytes");
        for (RunResult run : new Runner(new OptionsBuilder()
                        .include(MicroBenchmarks.class.getName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            Result<?> time = run.getPrimaryResult();
            Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
            table.row(
                    time.getLabel(),
                    time.getScore(),
                    time.getScoreError(),
                    allocated == null ? "" : "%,.0f".formatted(allocated.getScore()));
        }
        table.print("Small steps");
        return 0;
    }
}
