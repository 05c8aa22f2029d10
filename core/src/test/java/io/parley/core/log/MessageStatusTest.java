// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static io.parley.core.log.MessageStatus.DELIVERED;
import static io.parley.core.log.MessageStatus.NOT_DELIVERED;
import static io.parley.core.log.MessageStatus.NOT_SENT;
import static io.parley.core.log.MessageStatus.READ;
import static io.parley.core.log.MessageStatus.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessageStatusTest {

    @Test
    void theStrongestReportedStatusIsShownWhateverTheOrder() {
        assertThat(MessageStatus.shown(List.of(READ, SENT, DELIVERED), "vk")).contains(READ);
        assertThat(MessageStatus.shown(List.of(SENT, NOT_DELIVERED), "vk")).contains(NOT_DELIVERED);
        assertThat(MessageStatus.shown(List.of(NOT_DELIVERED, SENT), "vk")).contains(NOT_DELIVERED);
    }

    @Test
    void aSecondDeviceOrAttemptOutdoesAFailure() {
        assertThat(MessageStatus.shown(List.of(NOT_DELIVERED, DELIVERED), "viber"))
                .contains(DELIVERED);
        assertThat(MessageStatus.shown(List.of(NOT_SENT, SENT), "telegram")).contains(SENT);
    }

    @Test
    void aChannelShowsOnlyWhatItReports() {
        assertThat(MessageStatus.shown(List.of(SENT), "viber")).isEmpty();
        assertThat(MessageStatus.shown(List.of(SENT, READ), "telegram")).contains(DELIVERED);
        assertThat(MessageStatus.shown(List.of(SENT, READ), "Viber")).contains(READ);
        assertThat(MessageStatus.shown(List.of(SENT, DELIVERED, READ), "chatwidget"))
                .isEmpty();
        assertThat(MessageStatus.shown(List.of(), "telegram")).isEmpty();
    }
}
