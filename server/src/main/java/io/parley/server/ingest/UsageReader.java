// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.log.Usage;
import java.math.BigDecimal;
import java.util.List;

/** Reads the models and tools of an answer: the member {@code usage} of messages and pieces. */
final class UsageReader {
    /** Names in a usage, and characters of each (our decision). */
    private static final int MOST_NAMES = 100;

    private static final int LONGEST_NAME = 200;
    /** Tokens that one answer may have, by which no sum overflows. */
    private static final long MOST_TOKENS = 1_000_000_000_000L;

    private static final double MOST_COST = 1_000_000_000;

    private UsageReader() {}

    static Usage read(JsonInput record) {
        return record.member("usage").map(UsageReader::usage).orElse(Usage.NONE);
    }

    private static Usage usage(JsonInput usage) {
        usage.object();
        return new Usage(
                names(usage, "models"),
                names(usage, "tools"),
                RecordFields.optional(usage, "inputTokens", UsageReader::tokens),
                RecordFields.optional(usage, "outputTokens", UsageReader::tokens),
                RecordFields.optional(usage, "cost", UsageReader::cost));
    }

    private static List<String> names(JsonInput usage, String member) {
        List<JsonInput> names = usage.member(member).map(JsonInput::elements).orElse(List.of());
        if (names.size() > MOST_NAMES) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE,
                    usage.path() + "." + member,
                    names.size(),
                    "at most " + MOST_NAMES + " names");
        }
        return names.stream().map(UsageReader::name).toList();
    }

    private static String name(JsonInput input) {
        String name = input.notBlank();
        if (name.length() > LONGEST_NAME) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, input.path(), name, "a name of at most " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static long tokens(JsonInput input) {
        long tokens = input.integer();
        if (tokens < 0 || tokens > MOST_TOKENS) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, input.path(), tokens, "a number of tokens from 0 to " + MOST_TOKENS);
        }
        return tokens;
    }

    private static BigDecimal cost(JsonInput input) {
        double cost = input.number();
        if (cost < 0 || cost > MOST_COST) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, input.path(), input.text(), "US dollars from 0 to " + (long) MOST_COST);
        }
        return BigDecimal.valueOf(cost);
    }
}
