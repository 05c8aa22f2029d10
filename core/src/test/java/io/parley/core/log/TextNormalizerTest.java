// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextNormalizerTest {

    @Test
    void whatNoEngineKeepsBecomesAVisibleMark() {
        assertThat(TextNormalizer.storable("a\u0000b\ud800c")).isEqualTo("a\ufffdb\ufffdc");
        assertThat(TextNormalizer.storable("ёж 🙂")).isEqualTo("ёж 🙂");
    }

    @Test
    void textsThatDifferInCaseOnlyFoldToTheSame() {
        assertThat(TextNormalizer.folded("ЁЖ ΟΔΟΣ Straße ısı")).isEqualTo(TextNormalizer.folded("ёж οδος STRAßE ISI"));
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
            assertThat(TextNormalizer.canonical(equal[0]))
                    .isEqualTo(TextNormalizer.canonical(equal[1]))
                    .isEqualTo(equal[1]);
            assertThat(TextNormalizer.folded(equal[0])).isEqualTo(TextNormalizer.folded(equal[1]));
        }
        assertThat(TextNormalizer.folded("cafe\u0301")).doesNotContain("cafe");
        for (String[] alike : new String[][] {
            {"ЕЩЁ", "еще"}, {"straße", "STRASSE"}, {"STRAẞE", "strasse"}, {"\uff2f\uff32\uff24\uff25\uff32", "order"}
        }) {
            assertThat(TextNormalizer.folded(alike[0])).isEqualTo(TextNormalizer.folded(alike[1]));
            assertThat(TextNormalizer.canonical(alike[0])).isNotEqualTo(TextNormalizer.canonical(alike[1]));
        }
    }

    @Test
    void textsAreSortedByCodePointsNotByHalvesOfThem() {
        assertThat(Stream.of("🙂", "ｚ", "я", "z", "").sorted(TextNormalizer.ORDER))
                .containsExactly("", "z", "я", "ｚ", "🙂");
    }

    @Test
    void unfoldingACharacterGivesAllThatFoldToIt() {
        assertThat(TextNormalizer.unfolded('s'))
                .containsExactlyInAnyOrder((int) 'S', (int) 's', (int) 'ſ', (int) 'ｓ', (int) 'Ｓ');
        assertThat(TextNormalizer.unfolded('е')).containsExactlyInAnyOrder((int) 'е', (int) 'Е', (int) 'ё', (int) 'Ё');
        assertThat(TextNormalizer.unfolded('1')).containsExactlyInAnyOrder((int) '1', (int) '１');
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (!isSurrogate
                    && c != 'ß'
                    && c != 'ẞ'
                    && Normalizer.isNormalized(Character.toString(c), Normalizer.Form.NFC)) {
                int folded = TextNormalizer.folded(Character.toString(c)).codePointAt(0);
                assertThat(TextNormalizer.unfolded(folded))
                        .as(Character.getName(c))
                        .contains(c);
            }
        }
    }
}
