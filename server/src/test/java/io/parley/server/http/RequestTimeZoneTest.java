// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTimeZoneTest {
    @ParameterizedTest
    @CsvSource({
        "+0530, +05:30",
        "-0330, -03:30",
        "+0100, +01:00",
        "0545, +05:45",
        "+1400, +14:00",
        "+05:30, +05:30",
        "330, +05:30",
        "-1080, -18:00",
        "1080, +18:00",
        "3, +03:00",
        "+0, Z",
        "0060, +01:00",
        "Asia/Kolkata, +05:30"
    })
    void offsetsAreReadAsTheyAreUsuallyWritten(String given, String offset) {
        assertThat(RequestTimeZone.zone(given).getRules().getOffset(Instant.EPOCH.plusSeconds(1_700_000_000)))
                .hasToString(offset);
    }
}
