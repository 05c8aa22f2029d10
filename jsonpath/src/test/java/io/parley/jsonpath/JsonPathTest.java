// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonPathTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final JsonNode RESPONSE = JSON.readTree("""
            {
              "replies": [
                {"type": "text", "text": "Hello", "state": "/Start"},
                {"type": "buttons", "buttons": [{"text": "Yes"}, {"text": "No", "state": "/Refused"}]},
                {"type": "image", "imageUrl": "cat.png", "width": 640, "text": null}
              ],
              "nlp": {"score": 0.75, "intents": ["/Hi", "/Bye", "/Buy", "/Help"]},
              "first-name": "Ада",
              "nothing": {}
            }""");

    private static String select(String path, String document) {
        return JsonPath.parse(path)
                .select(JacksonTree.INSTANCE, JSON.readTree(document))
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "$.nlp.score => [0.75]",
                "$['nlp'][\"score\"] => [0.75]",
                "$ .nlp\t[ 'score' , 'intents' ] => [0.75, ['/Hi','/Bye','/Buy','/Help']]",
                "$['first-name'] => ['Ада']",
                "$.nlp.confidence => []",
                "$.nlp[0] => []",
                "$.nlp.intents.score => []",
                "$.nlp.intents['0'] => []",
                "$.replies[0].type => ['text']",
                "$.replies[-1].type => ['image']",
                "$.replies[3] => []",
                "$.replies[-4] => []",
                "$.replies[*].type => ['text', 'buttons', 'image']",
                "$.nlp.* => [0.75, ['/Hi','/Bye','/Buy','/Help']]",
                "$.nothing.* => []",
                "$.nlp.score[*] => []",
                "$.nlp.intents[3, 0, 0] => ['/Help', '/Hi', '/Hi']",
                "$..state => ['/Start', '/Refused']",
                "$..buttons[*].text => ['Yes', 'No']",
                "$..[1] => [{'type':'buttons','buttons':[{'text':'Yes'},{'text':'No','state':'/Refused'}]}, "
                        + "{'text':'No','state':'/Refused'}, '/Bye']",
                "$.replies[2]..* => ['image', 'cat.png', 640, null]",
            })
    void namesIndexesAndWildcardsLeadToWhatIsThere(String path, String nodes) {
        assertThat(JsonPath.parse(path).select(JacksonTree.INSTANCE, RESPONSE)).hasToString(nodes.replace('\'', '"'));
    }

    @Test
    void theRootAloneIsTheDocumentOfWhateverKind() {
        assertThat(JsonPath.parse("$").select(JacksonTree.INSTANCE, RESPONSE)).containsExactly(RESPONSE);
        assertThat(select("$", "null")).isEqualTo("[null]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "$[1:3] => [1, 2]",
                "$[3:] => [3, 4]",
                "$[:2] => [0, 1]",
                "$[ : : ] => [0, 1, 2, 3, 4]",
                "$[-2:] => [3, 4]",
                "$[:-3] => [0, 1]",
                "$[::2] => [0, 2, 4]",
                "$[3::-2] => [3, 1]",
                "$[::-1] => [4, 3, 2, 1, 0]",
                "$[-1:-3:-1] => [4, 3]",
                "$[:-10:-3] => [4, 1]",
                "$[1:4:0] => []",
                "$[3:1] => []",
                "$[-100:100] => [0, 1, 2, 3, 4]",
                "$[9007199254740991:-9007199254740991:-9007199254740991] => [4]",
            })
    void slicesCountFromBothEndsAndStayWithinTheArray(String path, String nodes) {
        assertThat(select(path, "[0, 1, 2, 3, 4]")).isEqualTo(nodes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "$.replies[?@.state].type => ['text']",
                "$.replies[?@.text].type => ['text', 'image']",
                "$.replies[?!@.text].type => ['buttons']",
                "$.replies[?@..state].type => ['text', 'buttons']",
                "$.replies[?@.type == 'image', 0].type => ['image', 'text']",
                "$.replies[?@['type']!=\"image\"].type => ['text', 'buttons']",
                "$.replies[?@.width > 600 && @.width <= 640].type => ['image']",
                "$.replies[?@.type=='text' || @.type=='image' && @.width<1].type => ['text']",
                "$.replies[?(@.type=='text' || @.type=='image') && @.width].type => ['image']",
                "$.replies[?!(@.type=='text' || @.type=='image')].type => ['buttons']",
                "$.replies[?@.type == $.replies[1].type].type => ['buttons']",
                "$.replies[?@.buttons[?@.state == '/Refused']].type => ['buttons']",
                "$.nlp[?@ == 0.75] => [0.75]",
                "$.nlp.intents[?'/Bz' < @] => ['/Hi', '/Help']",
                "$..[?@.text == 'No'].state => ['/Refused']",
            })
    void filtersKeepTheChildrenOfWhichTheyAreTrue(String path, String nodes) {
        assertThat(JsonPath.parse(path).select(JacksonTree.INSTANCE, RESPONSE)).hasToString(nodes.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "1 == 1.0 => true",
                "100 == 1E2 => true",
                "-0 == 0 => true",
                "0.0 == -0.0 => true",
                "9007199254740993 == 9007199254740992 => false",
                "123456789012345678901 > 123456789012345678900 => true",
                "1e999 > 123456789012345678901 => true",
                "1 == '1' => false",
                "1 < '2' => false",
                "'a' < 'b' => true",
                "'a' <= 'a' => true",
                "'ab' > 'a' => true",
                "'A' == 'a' => false",
                "true == true => true",
                "true <= true => true",
                "false < true => false",
                "null == null => true",
                "null >= null => true",
                "null == false => false",
                "@.none == @.absent => true",
                "@.none <= @.absent => true",
                "@.none < @.absent => false",
                "@.none == null => false",
                "@.none != null => true",
                "@.list == @.same => true",
                "@.list == @.other => false",
                "@.list == @.longer => false",
                "@.list < @.longer => false",
                "@.object == @.reordered => true",
                "@.object == @.list => false",
                "@.object == @.empty => false",
                "@.object == @.renamed => false",
                // U+FFFD sorts before an emoji by code point, but after it by UTF-16 unit.
                "'\\uFFFD' < '😀' => true",
            })
    void valuesCompareByKind(String condition, boolean holds) {
        String document = """
                [{
                  "list": [1, {"a": [true]}], "same": [1.0, {"a": [true]}],
                  "other": [1, {"a": [false]}], "longer": [1, 2, 3],
                  "object": {"a": 1, "b": 2}, "reordered": {"b": 2, "a": 1},
                  "renamed": {"a": 1, "c": 2}, "empty": {}
                }]""";
        assertThat(select("$[?" + condition + "]", document).equals("[]")).isEqualTo(!holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "$[?length(@.name) == 2].id => [1, 2]",
                "$[?length(@.tags) == 0].id => [1]",
                "$[?length(@) == 3].id => [1, 2]",
                "$[?length(@.id) == length(@.none)].id => [1, 2, 3]",
                "$[?length('ab') == 2].id => [1, 2, 3]",
                "$[?count(@.*) == 2].id => [3]",
                "$[?count(@.tags[*]) > 1].id => [2]",
                "$[?count(@['id', 'id']) == 2].id => [1, 2, 3]",
                "$[?value(@..vip) == true].id => [2]",
                "$[?value(@.*) == value(@.none)].id => [1, 2, 3]",
                "$[?match(@.name, 'A.')].id => [1]",
                "$[?match(@.name, '.')].id => []",
                "$[?search(@.name, 'A|x$')].id => [1, 3]",
                "$[?!search(@.name, \"n\")].id => [2, 3]",
                "$[?search(@.id, '1') || search(@.name, 1)].id => []",
                "$[?search(@.name, $[2].name)].id => [3]",
                "$[?match(@.name, value($[2].name))].id => [3]",
                "$[?length( value( @.name ) )==3].id => [3]",
            })
    void functionsTakeAndGiveWhatTheyDeclare(String path, String nodes) {
        String document = """
                [
                  {"id": 1, "name": "An", "tags": []},
                  {"id": 2, "name": "😀б", "tags": [{"vip": true}, 7]},
                  {"id": 3, "name": "Max"}
                ]""";
        assertThat(select(path, document).replace(",", ", ").replace("  ", " ")).isEqualTo(nodes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "$['it\\'s'] => it's",
                "$[\"it's\"] => it's",
                "$[\"\\\"\"] => \"",
                "$['\"'] => \"",
                "$['\\u0416'] => Ж",
                "$['\\uD83D\\uDE00'] => 😀",
                "$['\\/'] => /",
                "$['a\\\\b'] => a\\b",
                "$.😀 => 😀",
                "$.Жук_7 => Жук_7",
                "$._ => _",
            })
    void namesAreReadWithTheirEscapes(String path, String name) {
        JsonNode document = JSON.createObjectNode().put(name, 1);
        assertThat(JsonPath.parse(path).select(JacksonTree.INSTANCE, document)).hasToString("[1]");
    }

    @Test
    void controlCharactersHaveEscapes() {
        JsonNode document = JSON.createObjectNode().put("\b\f\n\r\t\0", 1);
        assertThat(JsonPath.parse("$['\\b\\f\\n\\r\\t\\u0000']").select(JacksonTree.INSTANCE, document))
                .hasToString("[1]");
    }

    @Test
    void blanksMayStandBetweenTheWords() {
        assertThat(select(
                        "$\n[ 'a' , 'b' ]\r\n.c [ ? ! ( @ .d == 1 ) && @ [ 'e' ] >= length( 'x' ) ]",
                        "{\"a\": {\"c\": [{\"d\": 2, \"e\": 1}]}}"))
                .isEqualTo("[{\"d\":2,\"e\":1}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "$.a", "$['a'][-1].b", "$ .a [0]"})
    void aPathOfNamesAndIndexesIsSingular(String path) {
        assertThat(JsonPath.parse(path).isSingular()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.*", "$..a", "$[0, 0]", "$[0:1]", "$[?@.a]", "$.a[*].b"})
    void aPathThatMayLeadToSeveralNodesIsNotSingular(String path) {
        assertThat(JsonPath.parse(path).isSingular()).isFalse();
    }

    @Test
    void aPathIsItsText() {
        assertThat(JsonPath.parse("$ .a")).hasToString("$ .a").isEqualTo(JsonPath.parse("$ .a"));
        assertThat(JsonPath.parse("$.a")).isNotEqualTo(JsonPath.parse("$.b"));
        assertThat(List.of(JsonPath.parse("$.a"), JsonPath.parse("$.b"))).doesNotHaveDuplicates();
    }
}
