// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void whatNoEngineKeepsBecomesAVisibleMark() {
        assertThat(Texts.storable("a\u0000b\ud800c")).isEqualTo("a\ufffdb\ufffdc");
        assertThat(Texts.storable("ёж 🙂")).isEqualTo("ёж 🙂");
    }

    @Test
    void textsThatDifferInCaseOnlyFoldToTheSame() {
        assertThat(Texts.folded("ЁЖ ΟΔΟΣ Straße ısı")).isEqualTo(Texts.folded("ёж οδος STRAßE ISI"));
    }

    @Test
    void textsThatAreCanonicallyEqualCompareAlikeWithAndWithoutRegardToCase() {
        for (String[] equal : new String[][] {
            {"Cafe\u0301 Mu\u0308nchen", "Caf\u00e9 M\u00fcnchen"},
            {"\u1112\u1161\u11ab\u1100\u116e\u11a8", "\ud55c\uad6d"},
            {"e\u0323\u0302", "\u1ec7"},
            {"e\u0302\u0323", "\u1ec7"},
            {"10\u00a0000", "10 000"},
            {"10\u202f000", "10 000"},
            {"don\u2019t", "don't"},
            {"a\r\nb", "a\nb"},
            {"\u212a", "K"}
        }) {
            assertThat(Texts.canonical(equal[0]))
                    .isEqualTo(Texts.canonical(equal[1]))
                    .isEqualTo(equal[1]);
            assertThat(Texts.folded(equal[0])).isEqualTo(Texts.folded(equal[1]));
        }
        assertThat(Texts.folded("cafe\u0301")).doesNotContain("cafe");
        for (String[] alike : new String[][] {
            {"ЕЩЁ", "еще"}, {"straße", "STRASSE"}, {"STRAẞE", "strasse"}, {"\uff2f\uff32\uff24\uff25\uff32", "order"}
        }) {
            assertThat(Texts.folded(alike[0])).isEqualTo(Texts.folded(alike[1]));
            assertThat(Texts.canonical(alike[0])).isNotEqualTo(Texts.canonical(alike[1]));
        }
    }

    @Test
    void textsAreSortedByCodePointsNotByHalvesOfThem() {
        assertThat(Stream.of("🙂", "ｚ", "я", "z", "").sorted(Texts.ORDER)).containsExactly("", "z", "я", "ｚ", "🙂");
    }

    @Test
    void unfoldingACharacterGivesAllThatFoldToIt() {
        assertThat(Texts.unfolded('s'))
                .containsExactlyInAnyOrder((int) 'S', (int) 's', (int) 'ſ', (int) 'ｓ', (int) 'Ｓ');
        assertThat(Texts.unfolded('е')).containsExactlyInAnyOrder((int) 'е', (int) 'Е', (int) 'ё', (int) 'Ё');
        assertThat(Texts.unfolded('1')).containsExactlyInAnyOrder((int) '1', (int) '１');
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (!isSurrogate
                    && c != 'ß'
                    && c != 'ẞ'
                    && Normalizer.isNormalized(Character.toString(c), Normalizer.Form.NFC)) {
                int folded = Texts.folded(Character.toString(c)).codePointAt(0);
                assertThat(Texts.unfolded(folded)).as(Character.getName(c)).contains(c);
            }
        }
    }
}
