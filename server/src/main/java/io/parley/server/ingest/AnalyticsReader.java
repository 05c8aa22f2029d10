// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.JsonInput;
import io.parley.core.log.Analytics;
import io.parley.core.log.Analytics.MessageLabelName;
import io.parley.core.log.Analytics.TextCampaign;
import io.parley.core.log.TextNormalizer;
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
record AnalyticsReader(Consumer<ApiException> odd) {

    /** Refuses the record for whatever cannot be read. */
    static final AnalyticsReader STRICT = new AnalyticsReader(refused -> {
        throw refused;
    });

    /** Passes over whatever cannot be read. */
    static final AnalyticsReader LENIENT = new AnalyticsReader(refused -> {});

    Analytics read(JsonInput analytics) {
        if (!analytics.node().isObject()) {
            odd.accept(analytics.wrongType("a JSON object"));
            return Analytics.NONE;
        }
        return new Analytics(
                text(analytics, "sessionResult"),
                data(analytics),
                texts(analytics, "sessionLabels"),
                labels(analytics),
                value(analytics, "nps", JsonInput::number),
                texts(analytics, "sessionTopics"),
                texts(analytics, "scenarioActions"),
                value(analytics, "automationStatus", JsonInput::flag),
                campaign(analytics));
    }

    /** The comment among the notes; null for none. */
    @Nullable
    String comment(JsonInput analytics) {
        return analytics.node().isObject() ? text(analytics, "comment") : null;
    }

    private @Nullable String text(JsonInput record, String name) {
        return value(record, name, JsonInput::text);
    }

    /** A member that is there and not an empty text; null for none, and for one that cannot be read. */
    <T> @Nullable T value(JsonInput record, String name, Function<JsonInput, T> read) {
        return RecordFields.present(record, name)
                .flatMap(member -> tried(member, read))
                .orElse(null);
    }

    private <T> Optional<T> tried(JsonInput member, Function<JsonInput, T> read) {
        try {
            return Optional.of(read.apply(member));
        } catch (ApiException refused) {
            odd.accept(refused);
            return Optional.empty();
        }
    }

    private Map<String, String> data(JsonInput analytics) {
        Map<String, String> data = new LinkedHashMap<>();
        analytics
                .member("sessionData")
                .flatMap(member -> tried(member, JsonInput::object))
                .ifPresent(object -> object.node().properties().forEach(entry -> {
                    if (!entry.getValue().isNull() && !entry.getKey().isBlank()) {
                        data.put(entry.getKey(), asText(entry.getValue()));
                    }
                }));
        return data;
    }

    private static String asText(JsonNode value) {
        return value.isValueNode() ? JsonInput.text(value) : value.toString();
    }

    private List<String> texts(JsonInput analytics, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonInput element : elements(analytics, name)) {
            tried(element, JsonInput::text).map(TextNormalizer::nullIfBlank).ifPresent(texts::add);
        }
        return texts;
    }

    private List<MessageLabelName> labels(JsonInput analytics) {
        List<MessageLabelName> labels = new ArrayList<>();
        for (JsonInput element : elements(analytics, "messageLabels")) {
            tried(element, JsonInput::object).ifPresent(label -> {
                String name = text(label, "labelName");
                String group = text(label, "groupName");
                if (name != null) {
                    labels.add(new MessageLabelName(name, group));
                }
            });
        }
        return labels;
    }

    private List<JsonInput> elements(JsonInput analytics, String name) {
        return RecordFields.present(analytics, name)
                .flatMap(member -> tried(member, JsonInput::elements))
                .orElse(List.of())
                .stream()
                .filter(element -> !element.isNull())
                .toList();
    }

    private @Nullable TextCampaign campaign(JsonInput analytics) {
        return RecordFields.present(analytics, "textCampaign")
                .flatMap(member -> tried(member, JsonInput::object))
                .map(campaign ->
                        new TextCampaign(text(campaign, "textCampaignId"), text(campaign, "textCampaignResult")))
                .filter(campaign -> campaign.id() != null || campaign.result() != null)
                .orElse(null);
    }
}
