// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.filter.FilterSet;
import io.parley.core.filter.RandomFilters;
import io.parley.core.page.PageRequest;
import io.parley.store.EachEngine;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of statements with ten thousand options, the most that a filter takes. Compared with each row one by one, they would take a second for each
 * ten thousand rows.
 */
class ManyOptionsTest {
    private static final int MANY = 10_000;
    /** Options that a step of a plan may name: an engine shows the beginning of a list. */
    private static final int FEW = 100;

    private static final List<String> KEYS =
            List.of("INTENT", "NLP_STATE", "SESSION_ID", "SESSION_RESULT", "SESSION_TOPIC", "NPS", "CLIENT_ID_OR_NAME");

    @EachEngine
    void manyOptionsAreOneValueOrATableOfTheStatement(TestEngine engine) {
        try (Store store = engine.open()) {
            for (String key : KEYS) {
                for (String comparison : List.of("CONTAINS", "NOT_CONTAINS")) {
                    FilterSet filters = RandomFilters.read(Map.of(
                            "filters",
                            List.of(Map.of(
                                    "key",
                                    key,
                                    "type",
                                    "CHECKBOX",
                                    "comparisonType",
                                    comparison,
                                    "options",
                                    options(key)))));
                    PageRequest page = new PageRequest(0, 20);
                    List<Query> queries =
                            PlansTest.queries(store, () -> store.conversations().messages(List.of(7L), filters, page));
                    assertThat(queries).isNotEmpty();
                    for (Query query : queries) {
                        if (engine == TestEngine.DUCKDB) {
                            requireTable(StoreProbe.sql(store), query, key + " " + comparison);
                        } else {
                            assertThat(query.getBindValues())
                                    .as("%s %s", key, comparison)
                                    .hasSizeLessThan(FEW);
                        }
                    }
                }
            }
        }
    }

    private static List<String> options(String key) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> key.equals("NPS") ? Integer.toString(i) : "option " + i)
                .toList();
    }

    private static void requireTable(DSLContext sql, Query query, String name) {
        String plan = sql.fetchSingle("explain (format json) " + sql.renderInlined(query))
                .get(1, String.class);
        JsonNode root = JsonMapper.builder().build().readTree(plan);
        root.forEach(step -> requireTable(step, name));
    }

    private static void requireTable(JsonNode step, String name) {
        step.path("extra_info").properties().forEach(info -> {
            // The table itself is a projection.
            if (!info.getKey().equals("Projections")
                    && !step.path("name").asString().contains("UNNEST")) {
                assertThat(info.getValue().toString().split(",", -1).length)
                        .as("%s: %s of %s", name, info.getKey(), step.path("name"))
                        .isLessThan(FEW);
            }
        });
        step.path("children").forEach(child -> requireTable(child, name));
    }
}
