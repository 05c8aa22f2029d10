// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.core.log.Analytics;
import io.parley.core.log.RawJson;
import io.parley.demo.Exchange.Result;
import io.parley.demo.UserInput.Understanding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answer of a bot, as its framework logs it.
 *
 * @param texts the replies that are text
 * @param replies all replies
 */
record BotAnswer(List<String> texts, ArrayNode replies) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static BotAnswer to(Exchange exchange, DialogVariables facts, RandomChoice dice) {
        List<String> texts = new ArrayList<>();
        ArrayNode replies = JSON.arrayNode();
        String state = exchange.as().state();
        for (Reply reply : exchange.replies()) {
            ObjectNode json = replies.addObject();
            switch (reply) {
                case Reply.Text text -> {
                    String said = facts.fill(dice.oneOf(text.variants()));
                    texts.add(said);
                    json.put("type", "text").put("text", said);
                }
                case Reply.Buttons buttons -> {
                    ArrayNode captions = json.put("type", "buttons").putArray("buttons");
                    buttons.captions().forEach(caption -> captions.addObject().put("text", caption));
                }
                case Reply.Image image -> json.put("type", "image").put("imageUrl", image.url());
                case Reply.Audio audio -> json.put("type", "audio").put("audioUrl", audio.url());
                case Reply.Carousel carousel -> {
                    ArrayNode cards = json.put("type", "carousel")
                            .put("text", facts.fill(carousel.text()))
                            .putArray("content");
                    carousel.cards()
                            .forEach(card -> cards.addObject()
                                    .put("title", card.title())
                                    .put("btnText", card.button())
                                    .put("description", card.description()));
                }
            }
            json.put("state", state);
        }
        if (exchange.outcome() instanceof Result.Failed failed) {
            replies.addObject()
                    .put("type", "text")
                    .put("text", "")
                    .put("errorStacktrace", failed.stackTrace())
                    .put("state", "State(path=" + state + ", noContext=false)");
        }
        return new BotAnswer(List.copyOf(texts), replies);
    }

    /** Returns the text of the answer; null when no reply is text. */
    @Nullable
    String text() {
        return texts.isEmpty() ? null : String.join("\n\n", texts);
    }

    /** Returns the whole answer. Like the framework's own log, it repeats data that the message contains elsewhere. */
    RawJson responseData(
            Understanding as, double confidence, String sessionId, Analytics analytics, @Nullable String comment) {
        ObjectNode json = JSON.objectNode().put("nlpClass", as.nlpClass()).put("confidence", confidence);
        json.set("replies", replies);
        List<String> described = texts.stream()
                .map(text -> "reply \"%s\" from state %s".formatted(text, as.state()))
                .toList();
        json.put("answer", String.join("\n\n", described)).put("sessionId", sessionId);
        noted(json.putObject("analytics"), analytics, comment);
        return RawJson.of(json);
    }

    private static void noted(ObjectNode json, Analytics analytics, @Nullable String comment) {
        if (analytics.sessionResult() != null) {
            json.put("sessionResult", analytics.sessionResult());
        }
        if (comment != null) {
            json.put("comment", comment);
        }
        if (!analytics.sessionData().isEmpty()) {
            ObjectNode data = json.putObject("sessionData");
            analytics.sessionData().forEach(data::put);
        }
        if (!analytics.sessionLabels().isEmpty()) {
            ArrayNode labels = json.putArray("sessionLabels");
            analytics.sessionLabels().forEach(labels::add);
        }
        if (!analytics.messageLabels().isEmpty()) {
            ArrayNode labels = json.putArray("messageLabels");
            analytics
                    .messageLabels()
                    .forEach(label ->
                            labels.addObject().put("labelName", label.label()).put("groupName", label.group()));
        }
        if (analytics.nps() != null) {
            json.put("nps", analytics.nps());
        }
        addKeys(json, "sessionTopics", analytics.sessionTopics());
        addKeys(json, "scenarioActions", analytics.scenarioActions());
    }

    private static void addKeys(ObjectNode json, String name, List<String> keys) {
        if (!keys.isEmpty()) {
            ArrayNode array = json.putArray(name);
            keys.forEach(array::add);
        }
    }
}
