// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1+1",
                "-5 degrees",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\n=1+2",
                "＝1+2",
                "＋1",
                "－1",
                "＠SUM(1)",
                "+7 999-",
                "=cmd|' /C calc'!A0"
            })
    void aTextThatASpreadsheetWouldRunIsMadeHarmlessUnlessItIsToStayRaw(String text) {
        assertThat(Cells.text(text, false)).isEqualTo("'" + text);
        assertThat(Cells.text(text, true)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a=b",
                "1-2",
                "+7 999 1234567",
                "+491701234567",
                "-5",
                "+7 (999) 123-45-67",
                "-1.5",
                "'=1",
                "ёж 🙂",
                "two\nlines",
                "a\tb"
            })
    void anyOtherTextStaysAsItIs(String text) {
        assertThat(Cells.text(text, false)).isEqualTo(text);
        assertThat(Cells.text(text, true)).isEqualTo(text);
    }

    @Test
    void controlCharactersGoTabsAndLineBreaksStay() {
        assertThat(Cells.text("a\u0000b\u0001c\td\ne\rf\u001fg\ufffeh\uffffi🙂", true))
                .isEqualTo("abc\td\ne\rfghi🙂");
        assertThat(Cells.text("\u0001=1+1", false))
                .as("what is left may be a formula, too")
                .isEqualTo("'=1+1");
    }

    @Test
    void halfACharacterBecomesAMark() {
        assertThat(Cells.text("a\ud83db\ude42", true)).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void aTextAsLongAsACellTakesIsWholeAndALongerOneIsCutWithAMark() {
        String longest = "x".repeat(Cells.LONGEST);
        assertThat(Cells.fitting(longest)).isEqualTo(longest);
        assertThat(Cells.fitting(longest + "y")).hasSize(Cells.LONGEST).isEqualTo("x".repeat(Cells.LONGEST - 1) + "…");
    }

    @Test
    void aCutNeverLeavesHalfACharacter() {
        String text = "x".repeat(Cells.LONGEST - 2) + "🙂🙂";
        assertThat(Cells.fitting(text)).isEqualTo("x".repeat(Cells.LONGEST - 2) + "…");
    }
}
