// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.demo.Exchange.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepertoireReaderTest {
    @Test
    void aStepHasWhatItsFileSays() {
        Repertoire bank = RepertoireReader.read("bank-en");
        assertThat(bank.opening().line()).isEqualTo(new UserInput.Phrase(List.of("/start")));
        assertThat(bank.silent()).contains(List.of(bank.opening()));
        assertThat(bank.scenarios())
                .flatExtracting(Scenario::steps)
                .anySatisfy(step -> assertThat(step).isInstanceOf(Step.FromOperator.class))
                .anySatisfy(step -> assertThat(
                                step instanceof Exchange exchange && exchange.outcome() instanceof Result.HandedOver)
                        .isTrue());
    }

    @Test
    void aLetterHasItsNumberOfParagraphs() {
        assertThat(RepertoireReader.read("bank-ru").scenarios())
                .flatExtracting(Scenario::steps)
                .anySatisfy(step -> assertThat(step instanceof Exchange exchange
                                && exchange.line() instanceof UserInput.Phrase phrase
                                && phrase.variants().getFirst().split("\n\n").length == 20)
                        .isTrue());
    }

    @Test
    void aKeyThatTheFormatLacksIsRefusedByName() {
        assertThatThrownBy(() -> RepertoireReader.read("unknown-key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown key answers in ");
    }
}
