package io.parley.core.filter;

import io.parley.core.log.RandomLog;
import io.parley.core.problem.Input;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Random filter sets in their wire form, over the world of {@link RandomLog}; every declared key and form comes up. */
public final class RandomFilters {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Random random;
    private final RandomLog world;
    private final List<Long> labelIds;

    public RandomFilters(Random random, Collection<Long> labelIds) {
        this.random = random;
        this.world = new RandomLog(random);
        this.labelIds = List.copyOf(labelIds);
    }

    /** A request's body with up to four filters. */
    public Map<String, Object> body() {
        return Map.of(
                "filters",
                IntStream.range(0, random.nextInt(5)).mapToObj(i -> filter()).toList());
    }

    /** The body, read as the server reads it. */
    public static FilterSet read(Map<String, Object> body) {
        return FilterReader.read(new Input("", MAPPER.valueToTree(body)));
    }

    private Map<String, Object> filter() {
        FilterKey key = world.one(List.of(FilterKey.values()));
        Shape shape = world.one(key.shapes());
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("key", key.name());
        filter.put("type", shape.type().name());
        switch (shape) {
            case Shape.Text text -> {
                filter.put("values", some(texts(text.attributes().getFirst())));
                filter.put("comparisonType", world.one(List.of("NOT_IMPORTANT", "CONTAINS", "NOT_CONTAINS", "EQUALS")));
                filter.put("isCaseSensitive", random.nextBoolean());
            }
            case Shape.DateTimeRange range -> {
                sometimes(() -> filter.put("from", world.moment().toString()));
                sometimes(() -> filter.put("to", world.moment().toString()));
            }
            case Shape.NumericRange range -> {
                sometimes(() -> filter.put("from", "" + random.nextInt(8)));
                sometimes(() -> filter.put("to", random.nextInt(12) + 0.5));
            }
            case Shape.Options options -> {
                filter.put("options", some(texts(options.attributes().getFirst())));
                comparison(filter);
            }
            case Shape.LinkedOptions options -> {
                filter.put("options", some(labelIds.stream().map(String::valueOf).toList()));
                comparison(filter);
            }
            case Shape.Radio radio ->
                filter.put("option", world.one(radio.options().keySet().stream().sorted().toList()));
        }
        return filter;
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
