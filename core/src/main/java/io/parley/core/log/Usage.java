// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The language models and tools that a bot used for an answer, and their cost (our addition to the contract, docs/ingest.md).
 *
 * @param models names of the models, sorted, each once
 * @param tools names of the tools that were called, sorted, each once
 * @param inputTokens tokens that the models read; null when unknown
 * @param outputTokens tokens that the models wrote; null when unknown
 * @param cost in US dollars; null when unknown
 */
public record Usage(
        List<String> models,
        List<String> tools,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable BigDecimal cost) {
    public static final Usage NONE = new Usage(List.of(), List.of(), null, null, null);

    public Usage {
        models = names(models);
        tools = names(tools);
    }

    /** Returns the usage of both: names of either one, and the sums of numbers that are known. */
    public Usage plus(Usage other) {
        return new Usage(
                Stream.concat(models.stream(), other.models.stream()).toList(),
                Stream.concat(tools.stream(), other.tools.stream()).toList(),
                sum(inputTokens, other.inputTokens),
                sum(outputTokens, other.outputTokens),
                cost == null ? other.cost : other.cost == null ? cost : cost.add(other.cost));
    }

    private static List<String> names(List<String> names) {
        return List.copyOf(new TreeSet<>(names.stream().map(TextNormalizer::storable).toList()));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(one + other);
    }
}
