// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import io.parley.core.error.JsonInput;
import io.parley.core.filter.FilterReader;
import io.parley.core.filter.FilterSet;
import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import io.parley.core.log.TextNormalizer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Work for each message or request outside the engine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MicroBenchmarks {
    private static final String FILTERS = """
            {"filters":[
              {"key":"SESSION_START_TIME","type":"DATE_TIME_RANGE","from":"2026-05-04T00:00:00Z","to":"2026-05-11T00:00:00Z"},
              {"key":"MESSAGE_COUNT","type":"NUMERIC_RANGE","from":"5","to":"8"},
              {"key":"NLP_STATE","type":"TREE","options":["/S3/Step2"]},
              {"key":"EXCEPTION_EXISTENCE","type":"RADIO","option":"YES"}]}""";

    private final String question = "что с моим вопросом про заказ, номер 40721";
    private final Keys keys = new Keys(new byte[Keys.SECRET_BYTES], List.of());
    private final LogRecord.Message message =
            new SessionGenerator(1, 1_000).session().getFirst();

    /** Parses a request's filters. */
    @Benchmark
    public FilterSet readFilters() {
        return FilterReader.read(new JsonInput("", ServerProcess.JSON.readTree(FILTERS)));
    }

    @Benchmark
    public String storableText() {
        return TextNormalizer.storable(question);
    }

    @Benchmark
    public String foldedText() {
        return TextNormalizer.folded(question);
    }

    /** Computes the fingerprint that recognises repeated messages. */
    @Benchmark
    public long digestOfMessage() {
        return Keys.digest(message);
    }

    @Benchmark
    public long keyOfMessage() {
        return keys.message(1, message.origin().botId(), message.turn().questionId());
    }
}
