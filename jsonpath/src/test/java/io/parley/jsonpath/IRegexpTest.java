// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IRegexpTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "`` => `` => true",
                "a|ab => ab => true",
                "a|ab => abc => false",
                "(a|)b => b => true",
                "a+b?c* => aac => true",
                "a{2} => aaa => false",
                "a{2,3} => aaa => true",
                "a{2,} => aaaa => true",
                "(ab){2} => abab => true",
                ". => 😀 => true",
                ".. => 😀 => false",
                "[a-c]+ => abcab => true",
                "[^a-c] => d => true",
                "[-a] => - => true",
                "[a-] => - => true",
                "[^-] => - => false",
                "[a^] => ^ => true",
                "[\\]\\-] => - => true",
                "[$.] => $ => true",
                "[\\p{Lu}\\p{Nd}_]+ => ЖA_7 => true",
                "\\P{L} => 7 => true",
                "\\p{Sc} => € => true",
                "\\(\\.\\* => (.* => true",
                "a-b => a-b => true",
                "\\t-\\n => t-n => false",
                "/&&~# => /&&~# => true",
                "[&&~#]+ => ~&# => true",
                "^a$ => a => true",
                "Ж => ж => false",
            })
    void aWholeTextIsMatchedAsTheRfcSays(String regexp, String text, boolean matches) {
        assertThat(IRegexp.compile(regexp).orElseThrow().matches(text)).isEqualTo(matches);
    }

    @Test
    void aDotIsAnyCharacterButTheEndsOfLines() {
        IRegexp dot = IRegexp.compile(".").orElseThrow();
        assertThat(dot.matches("\n")).isFalse();
        assertThat(dot.matches("\r")).isFalse();
        assertThat(dot.matches("\u2028")).isTrue();
        assertThat(dot.matches("\0")).isTrue();
        assertThat(IRegexp.compile("[^a]").orElseThrow().matches("\n")).isTrue();
        assertThat(IRegexp.compile("\\n").orElseThrow().matches("\n")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"b+, abbc, true", "^b, abbc, false", "c$, abbc, true", "'', abbc, true", "b|x, acc, false"})
    void aPartOfATextIsFound(String regexp, String text, boolean found) {
        assertThat(IRegexp.compile(regexp).orElseThrow().isFoundIn(text)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a)",
                "[",
                "[]",
                "[^]",
                "]",
                "{",
                "}",
                "*",
                "a**",
                "a+?",
                "a{}",
                "a{,2}",
                "a{2,1}",
                "a{1",
                "a{x}",
                "\\",
                "\\d",
                "\\w",
                "\\b",
                "\\1",
                "\\$",
                "\\u0041",
                "\\x41",
                "(?i)a",
                "(?=a)",
                "(?:a)",
                "\\pL",
                "\\p{Greek}",
                "\\p{",
                "\\p{^L}",
                "\\p{Cs}",
                "[[:alpha:]]",
                "[a-b-c]",
                "[b-a]",
                "[a-\\p{L}]",
                "[\\p{L}-z]",
                "[[]",
                "\\Qa\\E",
            })
    void whatIsNoIRegexpIsNone(String regexp) {
        assertThat(IRegexp.compile(regexp)).isEmpty();
    }

    @Test
    void repetitionsCountAsWrittenOut() {
        assertThat(IRegexp.compile("a(bc){10}|[d-f]+").orElseThrow().size()).isBetween(22, 33);
        assertThat(IRegexp.compile("a{0,990}b").orElseThrow().matches("aaab")).isTrue();
        assertThat(IRegexp.compile("((a{10}){10}){9}").orElseThrow().matches("a".repeat(900)))
                .isTrue();
    }

    @Test
    void oneThatIsTooLargeIsRefused() {
        String message = "the regular expression «%s» is larger than 1,000 characters, its repetitions written out";
        assertThatThrownBy(() -> IRegexp.compile("(a{1000}){1000}"))
                .isInstanceOf(JsonPathLimitException.class)
                .hasMessage(message, "(a{1000}){1000}");
        assertThatThrownBy(() -> IRegexp.compile("(){99999999999999999999}"))
                .isInstanceOf(JsonPathLimitException.class)
                .hasMessage(message, "(){99999999999999999999}");
        assertThatThrownBy(() -> IRegexp.compile("a".repeat(1_001)))
                .isInstanceOf(JsonPathLimitException.class)
                .hasMessage(message, "a".repeat(40) + "…");
    }
}
