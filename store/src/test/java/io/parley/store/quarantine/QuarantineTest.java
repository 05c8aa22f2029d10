// SPDX-License-Identifier: Apache-2.0
package io.parley.store.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.store.EachEngine;
import io.parley.store.Store;
import io.parley.store.TestEngine;

class QuarantineTest {

    @EachEngine
    void keepsWhatCameWithTheReasonNewestFirst(TestEngine engine) {
        try (Store store = engine.open()) {
            Refused reason = Refused.field(Problem.MISSING_FIELD, "botId", null, "the id of the channel");
            store.quarantine().keep(1, "messages", "{\"a\":\u0000}", reason);
            store.quarantine().keep(1, "processLogs", "second", reason);
            store.quarantine().keep(2, "messages", "another project's", reason);

            Page<QuarantinedRecord> page = store.quarantine().list(1, new PageRequest(0, 1));
            assertThat(page.totalCount()).isEqualTo(2);
            assertThat(page.rows()).extracting(QuarantinedRecord::body).containsExactly("second");
            QuarantinedRecord first =
                    store.quarantine().list(1, new PageRequest(1, 1)).rows().getFirst();
            assertThat(first.source()).isEqualTo("messages");
            assertThat(first.error()).isEqualTo("reporter.validation.missing_field");
            assertThat(first.message()).isEqualTo("botId: got nothing, expected the id of the channel");
            assertThat(first.body()).isEqualTo("{\"a\":\uFFFD}");
        }
    }
}
