// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class JsonPathLimitExceptionTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Contains short and long lists, long texts, many patterns, and a hundred thousand levels. */
    private static final ObjectNode DOCUMENT = JSON.createObjectNode();

    static {
        DOCUMENT.set("list", numbers(1_000));
        DOCUMENT.set("long", numbers(40_000));
        DOCUMENT.set("alike", numbers(40_000).add("end"));
        DOCUMENT.put("text", "a".repeat(100_000));
        DOCUMENT.put("sameText", "a".repeat(100_000));
        ArrayNode patterns = JSON.createArrayNode();
        IntStream.range(0, 10_000).forEach(i -> patterns.add("[" + "\\p{L}".repeat(150) + "]" + i));
        DOCUMENT.set("patterns", patterns);
        JsonNode deep = JSON.createArrayNode();
        for (int i = 0; i < 100_000; i++) {
            deep = JSON.createArrayNode().add(deep);
        }
        DOCUMENT.set("deep", deep);
    }

    private static ArrayNode numbers(int count) {
        ArrayNode numbers = JSON.createArrayNode();
        IntStream.range(0, count).forEach(numbers::add);
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$..*",
                "$.list[?$..text]",
                "$.list[?$.list[?$.list[?@ == -1]]]",
                "$.list[?$.list[0:1000:1]]",
                "$.list[?count($.list[*]) == 1]",
                "$.list[?$.long == $.long]",
                "$.list[?$.text == $.sameText]",
                "$.list[?$.text < $.sameText]",
                "$.list[?length($.text) == 0]",
                "$.list[?search($.text, '(a*)*b')]",
                "$.patterns[?match('x', @)]",
                "$.deep..x",
                "$[?$.deep == @]",
                "$.long[?2<1||2<1||2<1||2<1||2<1||2<1||2<1||2<1||2<1||2<1]",
            })
    void aPathThatTakesTooMuchIsStopped(String path) {
        assertThatThrownBy(() -> JsonPath.parse(path).select(JacksonTree.INSTANCE, DOCUMENT))
                .isInstanceOf(JsonPathLimitException.class)
                .hasMessage("the path takes more than 100,000 steps through this document");
    }

    @Test
    void manyNamesOnManyNodesAreTooMuchEvenWhenNothingIsFound() {
        String names = "'a'" + ",'a'".repeat(200);
        assertThatThrownBy(() -> JsonPath.parse("$.list..[" + names + "]").select(JacksonTree.INSTANCE, DOCUMENT))
                .isInstanceOf(JsonPathLimitException.class);
    }

    @Test
    void aLargeDocumentAndAnOrdinaryPathGoTogether() {
        assertThat(JsonPath.parse("$.long[?@ > 39997]").select(JacksonTree.INSTANCE, DOCUMENT))
                .hasToString("[39998, 39999]");
        assertThat(JsonPath.parse("$.list[?search('intent', 'tent$')]").select(JacksonTree.INSTANCE, DOCUMENT))
                .hasSize(1_000);
        assertThat(JsonPath.parse("$['long', 'list']..*").select(JacksonTree.INSTANCE, DOCUMENT))
                .hasSize(41_000);
    }
}
