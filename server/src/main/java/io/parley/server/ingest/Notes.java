// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.log.Analytics;
import io.parley.core.log.Analytics.MessageLabelName;
import io.parley.core.log.Analytics.TextCampaign;
import io.parley.core.log.Texts;
import io.parley.core.problem.Input;
import io.parley.core.problem.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a script noted ({@code analytics}). Numbers and truth values may be texts; empty texts are absent. What cannot be read goes to
 * {@code odd}, which decides whether that costs the record.
 *
 * @param odd takes the refusal of each member that cannot be read; when it throws nothing, the member counts as absent
 */
record Notes(Consumer<Refused> odd) {

    /** Refuses the record for whatever cannot be read. */
    static final Notes STRICT = new Notes(refused -> {
        throw refused;
    });

    /** Passes over whatever cannot be read. */
    static final Notes LENIENT = new Notes(refused -> {});

    Analytics read(Input analytics) {
        if (!analytics.node().isObject()) {
            odd.accept(analytics.wrongType("a JSON object"));
            return Analytics.NONE;
        }
        return new Analytics(
                text(analytics, "sessionResult"),
                data(analytics),
                texts(analytics, "sessionLabels"),
                labels(analytics),
                value(analytics, "nps", Input::number),
                texts(analytics, "sessionTopics"),
                texts(analytics, "scenarioActions"),
                value(analytics, "automationStatus", Input::flag),
                campaign(analytics));
    }

    /** The comment among the notes; null for none. */
    @Nullable
    String comment(Input analytics) {
        return analytics.node().isObject() ? text(analytics, "comment") : null;
    }

    private @Nullable String text(Input record, String name) {
        return value(record, name, Input::text);
    }

    /** A member that is there and not an empty text; null for none, and for one that cannot be read. */
    <T> @Nullable T value(Input record, String name, Function<Input, T> read) {
        return Payloads.present(record, name)
                .flatMap(member -> tried(member, read))
                .orElse(null);
    }

    private <T> Optional<T> tried(Input member, Function<Input, T> read) {
        try {
            return Optional.of(read.apply(member));
        } catch (Refused refused) {
            odd.accept(refused);
            return Optional.empty();
        }
    }

    private Map<String, String> data(Input analytics) {
        Map<String, String> data = new LinkedHashMap<>();
        analytics
                .member("sessionData")
                .flatMap(member -> tried(member, Input::object))
                .ifPresent(object -> object.node().properties().forEach(entry -> {
                    if (!entry.getValue().isNull() && !entry.getKey().isBlank()) {
                        data.put(entry.getKey(), asText(entry.getValue()));
                    }
                }));
        return data;
    }

    private static String asText(JsonNode value) {
        return value.isValueNode() ? Input.text(value) : value.toString();
    }

    private List<String> texts(Input analytics, String name) {
        List<String> texts = new ArrayList<>();
        for (Input element : elements(analytics, name)) {
            tried(element, Input::text).map(Texts::nullIfBlank).ifPresent(texts::add);
        }
        return texts;
    }

    private List<MessageLabelName> labels(Input analytics) {
        List<MessageLabelName> labels = new ArrayList<>();
        for (Input element : elements(analytics, "messageLabels")) {
            tried(element, Input::object).ifPresent(label -> {
                String name = text(label, "labelName");
                String group = text(label, "groupName");
                if (name != null) {
                    labels.add(new MessageLabelName(name, group));
                }
            });
        }
        return labels;
    }

    private List<Input> elements(Input analytics, String name) {
        return Payloads.present(analytics, name)
                .flatMap(member -> tried(member, Input::elements))
                .orElse(List.of())
                .stream()
                .filter(element -> !element.isNull())
                .toList();
    }

    private @Nullable TextCampaign campaign(Input analytics) {
        return Payloads.present(analytics, "textCampaign")
                .flatMap(member -> tried(member, Input::object))
                .map(campaign ->
                        new TextCampaign(text(campaign, "textCampaignId"), text(campaign, "textCampaignResult")))
                .filter(campaign -> campaign.id() != null || campaign.result() != null)
                .orElse(null);
    }
}
