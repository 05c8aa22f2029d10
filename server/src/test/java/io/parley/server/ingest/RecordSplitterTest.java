// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.fixture.Json;
import io.parley.server.http.RequestBodyReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class RecordSplitterTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void theElementsOfAnArrayAreThoseThatTheParserFinds() throws IOException {
        long seed = System.nanoTime();
        System.out.println("RecordTextsTest: seed " + seed);
        Random dice = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            List<JsonNode> values = new ArrayList<>();
            for (int n = dice.nextInt(6); n > 0; n--) {
                values.add(value(dice, 0));
            }
            StringBuilder array = new StringBuilder(blank(dice)).append('[').append(blank(dice));
            for (int n = 0; n < values.size(); n++) {
                array.append(n == 0 ? "" : ",")
                        .append(blank(dice))
                        .append(values.get(n))
                        .append(blank(dice));
            }
            array.append(']').append(blank(dice));
            assertThat(elements(inPieces(array.toString(), dice)).stream()
                            .map(Json::read)
                            .toList())
                    .isEqualTo(values);
        }
    }

    @Test
    void aValueByItselfIsGivenAsItIs() throws IOException {
        assertThat(elements(" {\"a\":[1,\"]}\\\"\"]} ")).containsExactly("{\"a\":[1,\"]}\\\"\"]}");
        assertThat(elements("\ufeff[1]")).containsExactly("1");
        assertThat(elements("[]")).isEmpty();
    }

    @Test
    void whatIsNoArrayIsRefusedWhereItBreaks() {
        for (String[] each : new String[][] {
            {"", "nothing"},
            {" \n ", "nothing"},
            {"[1", "broken JSON at line 1, column 3"},
            {"[1,]", "broken JSON at line 1, column 4"},
            {"[,1]", "broken JSON at line 1, column 2"},
            {"[1\n\n 2]", "broken JSON at line 3, column 2"},
            {"[1\n]\nx", "broken JSON at line 3, column 1"},
            {"{} []", "broken JSON at line 1, column 4"},
            {"]", "broken JSON at line 1, column 1"},
        }) {
            assertThatThrownBy(() -> elements(each[0]))
                    .as(each[0])
                    .isInstanceOf(ApiException.class)
                    .hasMessageStartingWith("body: got «" + each[1] + "», expected a JSON text");
        }
    }

    @Test
    void aTextSaysWhereItBegins() throws IOException {
        RecordSplitter texts = new RecordSplitter(stream("[1,\n 22\n,\n\n  {}]"), new MemoryBudget(1 << 30).lease());
        assertThat(List.of(place(texts.element()), place(texts.element()), place(texts.element())))
                .containsExactly("1:2", "2:2", "5:3");
        assertThat(texts.element()).isNull();
        assertThat(texts.element()).isNull();
    }

    @Test
    void ofATextThatIsTooLongOnlyTheBeginningIsKept() throws IOException {
        String tooLong = "\"" + "x".repeat(RequestBodyReader.RECORD) + "\"";
        RecordSplitter elements = new RecordSplitter(stream("[" + tooLong + ",7]"), new MemoryBudget(1 << 30).lease());
        RecordSplitter.Text text = Objects.requireNonNull(elements.element());
        assertThat(text.isWhole()).isFalse();
        assertThat(text.bytes()).hasSize(1_000);
        assertThat(elements.element())
                .isNotNull()
                .satisfies(next -> assertThat(next.bytes()).isEqualTo(new byte[] {'7'}));
        RecordSplitter lines = new RecordSplitter(stream(tooLong + "\n7"), new MemoryBudget(1 << 30).lease());
        assertThat(lines.line())
                .isNotNull()
                .satisfies(line -> assertThat(line.isWhole()).isFalse());
        assertThat(lines.line())
                .isNotNull()
                .satisfies(line -> assertThat(line.bytes()).isEqualTo(new byte[] {'7'}));
        assertThat(lines.line()).isNull();
    }

    private static String place(RecordSplitter.@Nullable Text text) {
        return text == null ? "nowhere" : text.line() + ":" + text.column();
    }

    private static List<String> elements(String body) throws IOException {
        return elements(stream(body));
    }

    private static List<String> elements(InputStream body) throws IOException {
        RecordSplitter texts = new RecordSplitter(body, new MemoryBudget(1 << 30).lease());
        List<String> all = new ArrayList<>();
        for (RecordSplitter.Text text = texts.element(); text != null; text = texts.element()) {
            all.add(new String(text.bytes(), StandardCharsets.UTF_8));
        }
        return all;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a stream that returns a few bytes at a time. */
    private static InputStream inPieces(String text, Random dice) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int from, int most) {
                return super.read(bytes, from, Math.min(most, 1 + dice.nextInt(5)));
            }
        };
    }

    private static String blank(Random dice) {
        return List.of("", "", " ", "\n", "\r\n", "\t ").get(dice.nextInt(6));
    }

    private static JsonNode value(Random dice, int depth) {
        return switch (dice.nextInt(depth < 3 ? 6 : 4)) {
            case 0 -> NODES.numberNode(dice.nextInt(1_000));
            case 1 ->
                NODES.stringNode(
                        List.of("", "\"", "\\", "[{", "]},", "ёж", "a\\\"b\n").get(dice.nextInt(7)));
            case 2 -> NODES.booleanNode(dice.nextBoolean());
            case 3 -> NODES.nullNode();
            case 4 -> {
                var array = NODES.arrayNode();
                for (int n = dice.nextInt(4); n > 0; n--) {
                    array.add(value(dice, depth + 1));
                }
                yield array;
            }
            default -> {
                var object = NODES.objectNode();
                for (int n = dice.nextInt(4); n > 0; n--) {
                    object.set("k]" + n, value(dice, depth + 1));
                }
                yield object;
            }
        };
    }
}
