// SPDX-License-Identifier: Apache-2.0
package io.parley.store.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.error.RequestValue;
import io.parley.core.log.Analytics;
import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Origin;
import io.parley.core.log.Turn;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.TestEngine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class OutcomeCatalogueTest {
    @EachEngine
    void aKeyThatSessionsHaveIsThereToStayAndItsValueIsNot(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            OutcomeCatalogue outcomes = fixture.store().outcomes();
            long project = fixture.projectId();
            for (OutcomeKind kind : OutcomeKind.values()) {
                Outcome used = outcomes.add(project, kind, key("used"), "Used");
                Outcome free = outcomes.add(project, kind, key("free"), null);
                assertThat(used.hasData()).isFalse();
                fixture.append(List.of(message(kind)));
                assertThat(outcomes.list(project, kind))
                        .containsExactly(free, new Outcome(used.id(), kind, "used", "Used", true));
                String noun = kind.name().toLowerCase(Locale.ROOT);
                assertThatThrownBy(() -> outcomes.change(project, kind, id(used), key("other"), null))
                        .isInstanceOf(ApiException.class)
                        .hasMessage("key: got «other», expected «used», because sessions have it");
                assertThatThrownBy(() -> outcomes.remove(project, kind, id(used)))
                        .isInstanceOf(ApiException.class)
                        .hasMessage(
                                "id: got «" + used.id() + "», expected the id of a " + noun + " that no session has");
                assertThat(outcomes.change(project, kind, id(used), key("used"), "In use")
                                .value())
                        .isEqualTo("In use");
                assertThat(outcomes.values(fixture.projectIds(), kind)).isEqualTo(Map.of("used", "In use"));
                assertThat(outcomes.change(project, kind, id(free), key("renamed"), null)
                                .key())
                        .isEqualTo("renamed");
                assertThatThrownBy(() -> outcomes.change(project, kind, id(free), key("used"), null))
                        .hasMessage("key: got «used», expected a key that no other " + noun + " has");
                outcomes.remove(project, kind, id(free));
                assertThat(outcomes.list(project, kind)).hasSize(1);
                assertThat(outcomes.list(fixture.projectIds().getLast(), kind)).isEmpty();
            }
        }
    }

    private static LogRecord message(OutcomeKind kind) {
        Analytics noted = switch (kind) {
            case RESULT -> new Analytics("used", Map.of(), List.of(), List.of());
            case TOPIC ->
                new Analytics(null, Map.of(), List.of(), List.of(), null, List.of("used"), List.of(), null, null);
            case ACTION ->
                new Analytics(null, Map.of(), List.of(), List.of(), null, List.of(), List.of("used"), null, null);
        };
        return new LogRecord.Message(
                new Origin("bot", "telegram", "anna", ClientNames.NONE, "s"),
                Turn.builder(kind.name(), Instant.parse("2026-03-01T12:00:00Z"))
                        .question("hi")
                        .analytics(noted)
                        .build());
    }

    private static RequestValue<String> key(String key) {
        return new RequestValue<>("key", key);
    }

    private static RequestValue<Long> id(Outcome metric) {
        return new RequestValue<>("id", metric.id());
    }
}
