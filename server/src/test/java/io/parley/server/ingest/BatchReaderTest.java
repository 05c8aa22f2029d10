// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.http.RequestBodyReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchReaderTest {
    private static final String TOO_MANY = "body: got «more», expected at most 100000 records";

    private final BatchReader reader = new BatchReader(new RequestBodyReader(), record -> List.of());
    private final MemoryBudget budget = new MemoryBudget(1 << 20);
    private final AtomicInteger read = new AtomicInteger();

    @Test
    void aBatchOfTooManyRecordsIsRefusedAfterThoseThatItMayHave() {
        assertThatThrownBy(() -> lines("1\n".repeat(100_001)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(ErrorCode.OUT_OF_RANGE))
                .hasMessage(TOO_MANY);
        assertThat(read).hasValue(100_000);
        assertThatThrownBy(() -> array("[1" + ",1".repeat(100_000) + "]")).hasMessage(TOO_MANY);
        assertThat(read).hasValue(200_000);
    }

    @Test
    void aBatchOfAsManyAsItMayHaveIsReadInTheMemoryOfOne() throws IOException {
        lines("1\n".repeat(100_000));
        array("[1" + ",1".repeat(99_999) + "]");
        assertThat(read).hasValue(200_000);
        assertThat(budget.used()).isLessThan(1_000);
    }

    private void lines(String body) throws IOException {
        reader.lines(stream(body), budget.lease(), item -> read.incrementAndGet());
    }

    private void array(String body) throws IOException {
        reader.array(stream(body), budget.lease(), item -> read.incrementAndGet());
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
