// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.JsonInput;
import io.parley.core.filter.FilterReader;
import io.parley.core.filter.FilterSet;
import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Origin;
import io.parley.core.log.Turn;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.TestEngine;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Filters of columns that hold only nulls, for which DuckDB plans other expressions. */
class EmptyColumnsTest {
    @EachEngine
    void messagesWithoutNlpAreNotUnrecognised(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(List.of(new LogRecord.Message(
                    new Origin("bot", "telegram", "anna", ClientNames.NONE, "s"),
                    Turn.builder("q", Instant.parse("2026-11-20T10:00:00Z"))
                            .question("hi")
                            .build())));
            assertThat(fixture.store()
                            .conversations()
                            .countMessages(fixture.projectIds(), messagesOfType("unrecognised")))
                    .isZero();
            assertThat(fixture.store().conversations().countMessages(fixture.projectIds(), messagesOfType("query")))
                    .isOne();
        }
    }

    private static FilterSet messagesOfType(String type) {
        return FilterReader.read(new JsonInput(
                "",
                JsonMapper.shared()
                        .readTree("{\"filters\":[{\"key\":\"MESSAGE_TYPE\",\"type\":\"CHECKBOX\",\"options\":[\"" + type
                                + "\"]}]}")));
    }
}
