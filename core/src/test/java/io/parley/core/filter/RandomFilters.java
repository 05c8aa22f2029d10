// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.error.JsonInput;
import io.parley.core.log.RandomLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Random filter sets as JSON, over the data of {@link RandomLog}; they cover every declared key and form. */
public final class RandomFilters {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Random random;
    private final RandomLog world;
    private final List<Long> sessionLabels;
    private final List<Long> messageLabels;

    public RandomFilters(Random random, Collection<Long> sessionLabels, Collection<Long> messageLabels) {
        this.random = random;
        this.world = new RandomLog(random);
        this.sessionLabels = List.copyOf(sessionLabels);
        this.messageLabels = List.copyOf(messageLabels);
    }

    /** Returns a request body with up to four filters. */
    public Map<String, Object> body() {
        return Map.of(
                "filters",
                IntStream.range(0, random.nextInt(5)).mapToObj(i -> filter()).toList());
    }

    /** Parses the body like the server. */
    public static FilterSet read(Map<String, Object> body) {
        return FilterReader.read(new JsonInput("", MAPPER.valueToTree(body)));
    }

    private Map<String, Object> filter() {
        FilterKey key = world.one(List.of(FilterKey.values()));
        ValueSchema shape = world.one(key.shapes());
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("key", key.name());
        filter.put("type", shape.type().name());
        switch (shape) {
            case ValueSchema.Text text -> {
                filter.put("values", some(texts(text.attributes().getFirst())));
                filter.put("comparisonType", world.one(List.of("NOT_IMPORTANT", "CONTAINS", "NOT_CONTAINS", "EQUALS")));
                filter.put("isCaseSensitive", random.nextBoolean());
            }
            case ValueSchema.DateTimeRange range -> {
                sometimes(() -> filter.put("from", world.moment().toString()));
                sometimes(() -> filter.put("to", world.moment().toString()));
            }
            case ValueSchema.NumericRange range -> {
                sometimes(() -> filter.put("from", "" + random.nextInt(8)));
                sometimes(() -> filter.put("to", random.nextInt(12) + 0.5));
            }
            case ValueSchema.Options options -> {
                filter.put("options", some(texts(options.attributes().getFirst())));
                comparison(filter);
            }
            case ValueSchema.NumberOptions options -> {
                filter.put("options", some(List.of("0", "1", "2", "3.0", "7")));
                comparison(filter);
            }
            case ValueSchema.LinkedOptions<?> options -> {
                filter.put("options", some(names(options.attribute())));
                comparison(filter);
            }
            case ValueSchema.ConditionOptions options -> {
                filter.put(
                        "options",
                        some(options.options().keySet().stream().sorted().toList()));
                comparison(filter);
            }
            case ValueSchema.Radio radio ->
                filter.put(
                        "option",
                        world.one(radio.options().keySet().stream().sorted().toList()));
            case ValueSchema.Route route -> {
                filter.put("options", some(RandomLog.STATES));
                comparison(filter);
            }
            case ValueSchema.Data data ->
                filter.put(
                        "options",
                        IntStream.range(0, random.nextInt(3))
                                .mapToObj(i -> datum())
                                .toList());
            case ValueSchema.CustomFields fields -> filter.put("responseDataJsonPaths", List.of("$.replies"));
        }
        return filter;
    }

    private Map<String, Object> datum() {
        Map<String, Object> option = new LinkedHashMap<>();
        option.put("key", world.one(RandomLog.DATA_HEADERS));
        option.put(
                "comparisonOption",
                world.one(List.of(
                        "NOT_IMPORTANT",
                        "CONTAINS",
                        "NOT_CONTAINS",
                        "EQUALS",
                        "NOT_EQUALS",
                        "STARTS_WITH",
                        "ENDS_WITH")));
        sometimes(() -> option.put("value", part(world.one(RandomLog.WORDS))));
        sometimes(() -> option.put("caseSensitive", random.nextBoolean()));
        return option;
    }

    /** Returns a prefix or suffix, cut between code points. */
    private String part(String word) {
        int length = word.codePointCount(0, word.length());
        int cut = word.offsetByCodePoints(0, length == 0 ? 0 : random.nextInt(length + 1));
        return random.nextBoolean() ? word.substring(0, cut) : word.substring(cut);
    }

    private List<String> names(Attribute.Links<?> links) {
        if (links == Attribute.SESSION_LABELS) {
            return sessionLabels.stream().map(String::valueOf).toList();
        }
        if (links == Attribute.MODELS || links == Attribute.TOOLS) {
            return links == Attribute.MODELS ? RandomLog.MODELS : RandomLog.TOOLS;
        }
        return links == Attribute.MESSAGE_LABELS
                ? messageLabels.stream().map(String::valueOf).toList()
                : RandomLog.TOPICS;
    }

    private void comparison(Map<String, Object> filter) {
        sometimes(() -> filter.put(
                "comparisonType",
                world.one(List.of("NOT_IMPORTANT", "NOT_EXISTS", "EXISTS", "CONTAINS", "NOT_CONTAINS"))));
    }

    private static List<String> texts(Attribute.Text attribute) {
        if (attribute == Attribute.CHANNEL_TYPE) {
            return RandomLog.CHANNELS;
        } else if (attribute == Attribute.BOT_ID) {
            return RandomLog.BOTS;
        } else if (attribute == Attribute.SESSION_ID) {
            return List.of("s1", "s2", "S2", "сесс", "idle-");
        } else if (attribute == Attribute.CLIENT_ID) {
            return List.of("anna", "ANNA", "Борис", "Анна ПРОБА", "c%", "%", "4711", "probe");
        } else if (attribute == Attribute.NLP_CLASS || attribute == Attribute.NLP_STATE) {
            return RandomLog.STATES;
        } else if (attribute == Attribute.INTENT) {
            return List.of("Balance", "Balance/Card", "balance", "Card");
        } else if (attribute == Attribute.RESULT) {
            return List.of("Done", "Отказ", "done");
        } else if (attribute == Attribute.CAMPAIGN_ID || attribute == Attribute.CAMPAIGN_RESULT) {
            return List.of("camp-1", "camp-2", "agreed", "нет");
        } else {
            return RandomLog.WORDS;
        }
    }

    private List<String> some(List<String> choices) {
        List<String> some = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            some.add(world.one(choices));
        }
        return some;
    }

    private void sometimes(Runnable action) {
        if (random.nextInt(3) > 0) {
            action.run();
        }
    }
}
