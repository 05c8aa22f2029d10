// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidJsonPathExceptionTest {
    private static final String OPERAND = "a path from @ or $, a text, a number, true, false, null or a function";
    private static final String AFTER_VALUE =
            "==, !=, <, <=, > or >=, because what stands before is neither true nor false";

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "`` => character 1: got the end, expected $, with which a path begins",
                "client.name => character 1: got «c», expected $, with which a path begins",
                "` $` => character 1: got « », expected $, with which a path begins",
                "`$ ` => character 2: got « », expected ., .., [ or the end; a name with other characters goes into ['…']",
                "$.first-name => character 8: got «-», expected ., .., [ or the end; a name with other characters goes into ['…']",
                "$. => character 3: got the end, expected a name or * after .",
                "$. a => character 3: got « », expected a name or * after .",
                "$.1 => character 3: got «1», expected a name or * after .",
                "$... => character 4: got «.», expected a name, * or [ after ..",
                "$😀 => character 2: got «😀», expected ., .., [ or the end; a name with other characters goes into ['…']",
                "$[] => character 3: got «]», expected a name in quotes, an index, a slice, * or a filter",
                "$[name] => character 3: got «n», expected a name in quotes, an index, a slice, * or a filter",
                "$[0,] => character 5: got «]», expected a name in quotes, an index, a slice, * or a filter",
                "$[0 1] => character 5: got «1», expected a comma or ]",
                "$[01] => character 4: got «1», expected a comma or ]",
                "$[-] => character 4: got «]», expected a digit",
                "$[-0] => character 3: got «-0», expected an integer other than -0",
                "$[0:1:2:3] => character 8: got «:», expected a comma or ]",
                "$[9007199254740992] => character 3: got «9007199254740992», expected an integer between -9007199254740991 and 9007199254740991",
                "$[:-9007199254740992] => character 4: got «-9007199254740992», expected an integer between -9007199254740991 and 9007199254740991",
            })
    void segmentsAndSelectorsAreRefusedWhereTheyGoWrong(String path, String message) {
        refused(path, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "$['a => character 5: got the end, expected the closing '",
                "$[\"a'] => character 7: got the end, expected the closing \"",
                "$['\\\"'] => character 5: got «\"», expected one of b, f, n, r, t, u, /, \\, ' after \\",
                "$[\"\\x\"] => character 5: got «x», expected one of b, f, n, r, t, u, /, \\, \" after \\",
                "$['\\u12g4'] => character 8: got «g», expected four hexadecimal digits after \\u",
                "$['\\u٠٠٠٠'] => character 6: got «٠», expected four hexadecimal digits after \\u",
                "$['\\uD83D'] => character 4: got «\\uD83D», expected a high surrogate and a low one after it",
                "$['\\uDE00\\uD83D'] => character 4: got «\\uDE00», expected a high surrogate and a low one after it",
                "$['\\uD83D\\u0041'] => character 4: got «\\uD83D\\u0041», expected a high surrogate and a low one after it",
            })
    void textsAreRefusedWhereTheyGoWrong(String path, String message) {
        refused(path, message);
    }

    @Test
    void whatCannotBeShownIsShownEscaped() {
        refused("$['\n']", "character 4: got «\\u000a», expected an escape such as \\n or \\u0000");
        refused("$['\ud83d']", "character 4: got «\\ud83d», expected an escape such as \\n or \\u0000");
        refused("$.\ud83d", "character 3: got «\\ud83d», expected a name or * after .");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "$[?] => character 4: got «]», expected " + OPERAND,
                "$[?True] => character 4: got «T», expected " + OPERAND,
                "$[?yes] => character 4: got «yes», expected true, false, null or a function with ( right after its name",
                "$[?@.a && ] => character 11: got «]», expected " + OPERAND,
                "$[?@.a = 1] => character 8: got «=», expected an operator such as == or &&, a comma or ]",
                "$[?@.a == 1 == 1] => character 13: got «=», expected an operator such as == or &&, a comma or ]",
                "$[?(@.a => character 8: got the end, expected an operator such as == or &&, or )",
                "$[?@.a == 1.] => character 13: got «]», expected a digit",
                "$[?@.a == 1e] => character 13: got «]», expected a digit",
                "$[?@.a == +1] => character 11: got «+», expected " + OPERAND,
                "$[?@.a == (1)] => character 11: got «(», expected " + OPERAND,
                "$[?1] => character 5: got «]», expected " + AFTER_VALUE,
                "$[?true && @.a] => character 9: got «&», expected " + AFTER_VALUE,
                "$[?!1 == 1] => character 5: got «1», expected a path, match(), search() or ( after !",
                "$[?!!@.a] => character 5: got «!», expected " + OPERAND,
                "$[?@.* == 1] => character 4: got «@.*», expected a path to one value: with names and indexes only",
                "$[?1 == @..a] => character 9: got «@..a», expected a path to one value: with names and indexes only",
                "$[?@ == [1]] => character 9: got «[», expected " + OPERAND,
            })
    void filtersAreRefusedWhereTheyGoWrong(String path, String message) {
        refused(path, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "$[?size(@)==1] => character 4: got «size», expected one of the functions length, count, match, search, value",
                "$[?length (@)==1] => character 4: got «length», expected true, false, null or a function with ( right after its name",
                "$[?length()==1] => character 11: got «)», expected " + OPERAND,
                "$[?length(@.*)==1] => character 11: got «@.*», expected a path to one value: with names and indexes only",
                "$[?length(@, 1)==1] => character 12: got «,», expected ) after the last argument",
                "$[?length(match(@, 'a'))==1] => character 11: got «match(@, 'a')», expected a value, not what is true or false already",
                "$[?length(@)] => character 13: got «]», expected " + AFTER_VALUE,
                "$[?count('a')==1] => character 10: got «'a'», expected a path from @ or $",
                "$[?count(length(@))==1] => character 10: got «length(@)», expected a path from @ or $",
                "$[?value(search(@, 'a'))==1] => character 10: got «search(@, 'a')», expected a path from @ or $",
                "$[?count(@.a == 1)] => character 14: got «=», expected ) after the last argument",
                "$[?match(@)] => character 11: got «)», expected a comma and a second argument",
                "$[?match(@, 'a') == true] => character 4: got «match(@, 'a')», expected a value, not what is true or false already",
            })
    void functionsAreRefusedWhereTheirTypesDoNotFit(String path, String message) {
        refused(path, message);
    }

    @Test
    void aRefusalSaysWhereWhatAndWhatInstead() {
        InvalidJsonPathException refusal =
                catchThrowableOfType(InvalidJsonPathException.class, () -> JsonPath.parse("$['😀'].-"));
        assertThat(refusal.position()).isEqualTo(8);
        assertThat(refusal.got()).isEqualTo("«-»");
        assertThat(refusal.expected()).isEqualTo("a name or * after .");
    }

    @Test
    void aPathIsNoLongerThanAThousandCharacters() {
        assertThat(JsonPath.parse("$." + "😀".repeat(998)).isSingular()).isTrue();
        refused("$." + "a".repeat(999), "character 1,001: got 1,001 characters, expected at most 1,000");
    }

    @Test
    void nothingIsNestedDeeperThanThirtyTwoLevels() {
        assertThat(JsonPath.parse("$[?" + "(".repeat(31) + "@" + ")".repeat(31) + "]")
                        .isSingular())
                .isFalse();
        String expected = "expected at most 32 filters, parentheses and functions within each other";
        refused("$[?" + "(".repeat(490), "character 36: got «(», " + expected);
        refused("$" + "[?@".repeat(300), "character 100: got «@», " + expected);
        refused("$[?" + "length(".repeat(140), "character 227: got «(», " + expected);
    }

    private static void refused(String path, String message) {
        assertThatThrownBy(() -> JsonPath.parse(path))
                .isInstanceOf(InvalidJsonPathException.class)
                .hasMessage(message);
    }
}
