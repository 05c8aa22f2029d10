// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import static io.parley.demo.Scenario.scenario;

import io.parley.demo.Reply.Card;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads the dialogues of a bot from its YAML file. The format is described at the beginning of {@code shared.yaml}, which
 * has the texts and steps that several bots use.
 */
final class RepertoireReader {
    private static final Set<String> KEYS = Set.of(
            "asked",
            "event",
            "intent",
            "regex",
            "button",
            "unrecognised",
            "state",
            "from",
            "replies",
            "result",
            "data",
            "sessionLabels",
            "messageLabels",
            "messageLabelsOfEveryGroup",
            "comment",
            "score",
            "topics",
            "actions",
            "handsOver",
            "fails");

    private static final JsonNode SHARED = file("shared");

    private final JsonNode bot;

    private RepertoireReader(JsonNode bot) {
        this.bot = bot;
    }

    /**
     * Reads a bot.
     *
     * @param name of its file, without the extension
     * @throws IllegalArgumentException when the file violates the format
     */
    static Repertoire read(String name) {
        return new RepertoireReader(file(name)).repertoire();
    }

    private static JsonNode file(String name) {
        try (InputStream yaml = Objects.requireNonNull(
                RepertoireReader.class.getResourceAsStream(name + ".yaml"), () -> "no file " + name + ".yaml")) {
            return YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Repertoire repertoire() {
        JsonNode asides = bot.path("asides");
        return new Repertoire(
                exchange(bot.path("opening")),
                each(bot.path("scenarios"))
                        .map(one -> scenario(
                                one.path("weight").asInt(),
                                steps(one.path("steps")).toArray(Step[]::new)))
                        .toList(),
                steps(asides.isString() ? SHARED.path("asides").path(asides.stringValue()) : asides),
                steps(bot.path("closings")),
                each(bot.path("silent")).map(this::steps).toList(),
                texts(bot.path("products")));
    }

    private List<Step> steps(JsonNode steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("no list of steps: " + steps);
        }
        return each(steps).map(this::step).toList();
    }

    private Step step(JsonNode step) {
        if (step.isString() && step.stringValue().equals("opening")) {
            return exchange(bot.path("opening"));
        }
        if (step.has("toOperator")) {
            return new Step.ToOperator(texts(step.path("toOperator")));
        }
        if (step.has("fromOperator")) {
            return new Step.FromOperator(texts(step.path("fromOperator")));
        }
        return exchange(step);
    }

    private static Exchange exchange(JsonNode step) {
        for (String key : step.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown key " + key + " in " + step);
            }
        }
        Exchange exchange = understood(step);
        if (step.has("from")) {
            exchange = exchange.from(text(step, "from"));
        }
        for (JsonNode reply : step.path("replies")) {
            exchange = withReply(exchange, reply);
        }
        exchange = withAnalytics(exchange, step);
        if (step.has("handsOver")) {
            exchange = exchange.handsOver();
        }
        return step.has("fails") ? exchange.fails(text(step, "fails")) : exchange;
    }

    private static Exchange understood(JsonNode step) {
        if (step.has("event")) {
            return UserInput.event(text(step, "event"), text(step, "state"));
        }
        UserInput.Phrase phrase = new UserInput.Phrase(texts(step.path("asked")));
        if (step.has("unrecognised")) {
            return phrase.unrecognised();
        }
        String state = text(step, "state");
        if (step.has("button")) {
            return phrase.button(state);
        }
        return step.has("regex")
                ? phrase.regex(text(step, "regex"), state)
                : phrase.intent(text(step, "intent"), state);
    }

    private static Exchange withReply(Exchange exchange, JsonNode reply) {
        if (reply.has("says")) {
            return exchange.says(texts(reply.path("says")).toArray(String[]::new));
        }
        if (reply.has("buttons")) {
            return exchange.buttons(texts(reply.path("buttons")).toArray(String[]::new));
        }
        if (reply.has("image")) {
            return exchange.image(text(reply, "image"));
        }
        if (reply.has("audio")) {
            return exchange.audio(text(reply, "audio"));
        }
        return exchange.carousel(
                text(reply, "carousel"),
                each(reply.path("cards"))
                        .map(card -> new Card(text(card, "title"), text(card, "description"), text(card, "button")))
                        .toArray(Card[]::new));
    }

    private static Exchange withAnalytics(Exchange answered, JsonNode step) {
        Exchange exchange = step.has("result") ? answered.result(text(step, "result")) : answered;
        JsonNode data = step.path("data");
        for (String header : data.propertyNames()) {
            exchange = exchange.data(header, text(data, header));
        }
        for (String label : texts(step.path("sessionLabels"))) {
            exchange = exchange.label(DemoSessionLabel.valueOf(label));
        }
        for (String label : texts(step.path("messageLabels"))) {
            exchange = exchange.label(DemoMessageLabel.valueOf(label));
        }
        for (String label : texts(step.path("messageLabelsOfEveryGroup"))) {
            exchange = exchange.labelInEveryGroup(DemoMessageLabel.valueOf(label));
        }
        for (String key : texts(step.path("topics"))) {
            exchange = exchange.topic(key);
        }
        for (String key : texts(step.path("actions"))) {
            exchange = exchange.action(key);
        }
        if (step.has("comment")) {
            exchange = exchange.comment(text(step, "comment"));
        }
        return step.has("score") ? exchange.score(text(step, "score")) : exchange;
    }

    /** Reads a list of texts, or the name of one in {@code shared.yaml}. */
    private static List<String> texts(JsonNode texts) {
        if (texts.isString()) {
            return texts(SHARED.path("texts").required(texts.stringValue()));
        }
        List<String> all = new ArrayList<>();
        for (JsonNode text : texts) {
            all.add(text.has("paragraphs") ? letter(text) : text(text));
        }
        return all;
    }

    /** Returns a long letter: numbered paragraphs that differ in their number only. */
    private static String letter(JsonNode letter) {
        return IntStream.rangeClosed(1, letter.path("paragraphs").asInt())
                .mapToObj(number -> number + text(letter, "each"))
                .collect(Collectors.joining("\n\n"));
    }

    private static String text(JsonNode step, String key) {
        return text(step.required(key));
    }

    private static String text(JsonNode text) {
        if (!text.isString()) {
            throw new IllegalArgumentException("no text: " + text);
        }
        return text.stringValue();
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return list.valueStream();
    }
}
