// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {
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
        assertThat(CellText.text(text, false)).isEqualTo("'" + text);
        assertThat(CellText.text(text, true)).isEqualTo(text);
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
        assertThat(CellText.text(text, false)).isEqualTo(text);
        assertThat(CellText.text(text, true)).isEqualTo(text);
    }

    @Test
    void controlCharactersGoTabsAndLineBreaksStay() {
        assertThat(CellText.text("a\u0000b\u0001c\td\ne\rf\u001fg\ufffeh\uffffi🙂", true))
                .isEqualTo("abc\td\ne\rfghi🙂");
        assertThat(CellText.text("\u0001=1+1", false))
                .as("what is left may be a formula, too")
                .isEqualTo("'=1+1");
    }

    @Test
    void halfACharacterBecomesAMark() {
        assertThat(CellText.text("a\ud83db\ude42", true)).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void aTextAsLongAsACellTakesIsWholeAndALongerOneIsCutWithAMark() {
        String longest = "x".repeat(CellText.LONGEST);
        assertThat(CellText.fitting(longest)).isEqualTo(longest);
        assertThat(CellText.fitting(longest + "y"))
                .hasSize(CellText.LONGEST)
                .isEqualTo("x".repeat(CellText.LONGEST - 1) + "…");
    }

    @Test
    void aCutNeverLeavesHalfACharacter() {
        String text = "x".repeat(CellText.LONGEST - 2) + "🙂🙂";
        assertThat(CellText.fitting(text)).isEqualTo("x".repeat(CellText.LONGEST - 2) + "…");
    }
}
