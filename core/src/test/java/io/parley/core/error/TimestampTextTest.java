// SPDX-License-Identifier: Apache-2.0
package io.parley.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTextTest {
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T10:00:00Z",
                "2026-11-20t10:00z",
                " 2026-11-20 10:00:00Z ",
                "2026-11-20 10:00:00 UTC",
                "2026-11-20T10:00:00+0000",
                "2026-11-20T10:00:00-00:00",
                "2026-11-20T13:00:00+03:00",
                "2026-11-20T13:00:00+0300",
                "2026-11-20T13:00:00+03",
                "2026-11-20 13:00:00.000 +03:00",
                "2026-11-20T05:30:00,0\u221204:30",
                "1795168800000",
                "1795168800000.0",
                "1.7951688e12",
                "1.7951688E+12"
            })
    void eachFormMeansTheSameMoment(String text) {
        assertThat(TimestampText.read(text)).contains(new TimestampText(TEN, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-20",
                "2026-11-20T10:00:00",
                "2026-02-30T10:00:00Z",
                "2026-11-20T10:00:00+25:00",
                "2026-11-20T10:00.5Z",
                "10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "-1",
                "253402300800000",
                "1e999999999",
                "1e9999",
                "NaN",
                "0x10",
                "12d"
            })
    void whatMeansNoMomentOrOneOutOfBoundsIsNone(String text) {
        assertThat(TimestampText.read(text)).isEmpty();
    }

    @Test
    void aPlusSignThatAQueryHasMadeASpaceIsPutBack() {
        assertThat(TimestampText.ofQuery("2026-11-20T13:00:00 03:00")).contains(new TimestampText(TEN, false));
        assertThat(TimestampText.ofQuery("2026-11-20 13:00:00.000 0300")).contains(new TimestampText(TEN, false));
        assertThat(TimestampText.ofQuery("2026-11-20 10:00:00Z")).contains(new TimestampText(TEN, false));
        assertThat(TimestampText.ofQuery("1.7951688E 12")).contains(new TimestampText(TEN, false));
        assertThat(TimestampText.read("2026-11-20T13:00:00 03:00")).isEmpty();
    }

    @Test
    void momentsAreInMicrosecondsAndAnEndInMillisecondsHoldsItsLastOne() {
        TimestampText fine =
                TimestampText.read("2026-11-20T10:00:00.123456789Z").orElseThrow();
        assertThat(fine.instant()).isEqualTo(TEN.plusNanos(123_456_000));
        assertThat(fine.asUpperEnd()).isEqualTo(fine.instant());
        TimestampText shown = TimestampText.read("2026-11-20T10:00:00.123Z").orElseThrow();
        assertThat(shown.instant()).isEqualTo(TEN.plusNanos(123_000_000));
        assertThat(shown.asUpperEnd()).isEqualTo(TEN.plusNanos(123_999_000));
        assertThat(TimestampText.read("1795168800000.5").orElseThrow())
                .isEqualTo(new TimestampText(TEN.plusNanos(500_000), true));
    }

    @ParameterizedTest
    @CsvSource({
        "1795937931, seconds",
        "1795937931.5, seconds",
        "1795937931000000, microseconds",
        "1795937931000000000, nanoseconds",
        "17959, ",
        "0, "
    })
    void aNumberInAnotherUnitIsGuessed(String number, String unit) {
        assertThat(TimestampText.otherUnit(
                        new BigDecimal(number),
                        Instant.parse("2000-01-01T00:00:00Z"),
                        Instant.parse("2100-01-01T00:00:00Z")))
                .isEqualTo(java.util.Optional.ofNullable(unit));
    }
}
