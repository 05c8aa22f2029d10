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
    /** Places of numbers that are written out. */
    private static final int LONGEST = 30;

    public static final Usage NONE = new Usage(List.of(), List.of(), null, null, null);

    public Usage {
        models = names(models);
        tools = names(tools);
        cost = cost == null ? null : plain(cost);
    }

    /** Whether nothing is known of it. */
    public boolean saysNothing() {
        return equals(NONE);
    }

    /** Returns this usage with the numbers of another one in place of those that this one does not know. */
    public Usage completedBy(Usage other) {
        return new Usage(
                Stream.concat(models.stream(), other.models.stream()).toList(),
                Stream.concat(tools.stream(), other.tools.stream()).toList(),
                inputTokens == null ? other.inputTokens : inputTokens,
                outputTokens == null ? other.outputTokens : outputTokens,
                cost == null ? other.cost : cost);
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

    /** The same number without needless zeros, and without an exponent. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.scale() > -LONGEST ? stripped.setScale(0) : stripped;
    }

    private static List<String> names(List<String> names) {
        return List.copyOf(
                new TreeSet<>(names.stream().map(TextNormalizer::storable).toList()));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        // A sender's numbers may be of any size.
        long sum = one + other;
        return (one ^ sum) < 0 && (other ^ sum) < 0 ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
