// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

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
    void textsAreSortedByCodePointsNotByHalvesOfThem() {
        assertThat(Stream.of("🙂", "ｚ", "я", "z", "").sorted(Texts.ORDER)).containsExactly("", "z", "я", "ｚ", "🙂");
    }

    @Test
    void unfoldingACharacterGivesAllThatFoldToIt() {
        assertThat(Texts.unfolded('s')).containsExactlyInAnyOrder((int) 'S', (int) 's', (int) 'ſ');
        assertThat(Texts.unfolded('ё')).containsExactlyInAnyOrder((int) 'ё', (int) 'Ё');
        assertThat(Texts.unfolded('1')).containsExactly((int) '1');
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                int folded = Texts.folded(Character.toString(c)).codePointAt(0);
                assertThat(Texts.unfolded(folded)).as(Character.getName(c)).contains(c);
            }
        }
    }
}
