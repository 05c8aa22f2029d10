// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.log.RandomLog;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.TestEngine;
import java.util.Random;

class ConversationLogTest {
    @EachEngine
    void whateverAChangeDiesOfTheNextOnesAreMade(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            for (Throwable death :
                    new Throwable[] {new IllegalStateException("no"), new StackOverflowError(), new OutOfMemoryError()
                    }) {
                assertThatThrownBy(() -> fixture.store().log().edit(sql -> {
                            sneakily(death);
                            return 0;
                        }))
                        .isInstanceOf(Throwable.class);
                int answer = fixture.store().log().edit(sql -> 7);
                assertThat(answer).isEqualTo(7);
            }
            fixture.append(new RandomLog(new Random(1)).records(10));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakily(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
