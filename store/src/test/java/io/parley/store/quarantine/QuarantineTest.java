// SPDX-License-Identifier: Apache-2.0
package io.parley.store.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.EachEngine;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

class QuarantineTest {

    @EachEngine
    void keepsWhatCameWithTheReasonNewestFirst(TestEngine engine) {
        try (Store store = engine.open()) {
            ApiException reason = ApiException.field(ErrorCode.MISSING_FIELD, "botId", null, "the id of the channel");
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

    private static final ApiException REASON =
            ApiException.field(ErrorCode.MISSING_FIELD, "botId", null, "the id of the channel");

    private static List<String> kept(Store store, long project) {
        return store.quarantine().list(project, new PageRequest(0, 100)).rows().stream()
                .map(QuarantinedRecord::body)
                .toList();
    }

    @EachEngine
    void ofMoreThanMayBeKeptTheOldestGoAndAreCounted(TestEngine engine) {
        try (Store store = engine.open()) {
            Quarantine quarantine = new Quarantine(
                    StoreProbe.engine(store), Clock.systemUTC(), new Quarantine.Limits(4, 1_000, 100, 10_000));
            for (int i = 1; i <= 5; i++) {
                quarantine.keep(1, "messages", "record " + i, REASON);
            }
            quarantine.keep(2, "messages", "another project's", REASON);
            assertThat(kept(store, 1)).containsExactly("record 5", "record 4", "record 3", "record 2");
            assertThat(kept(store, 2)).hasSize(1);
            assertThat(quarantine.dropped()).isEqualTo(1);

            quarantine.keep(
                    1,
                    "messages",
                    IntStream.rangeClosed(6, 20)
                            .mapToObj(i -> new Quarantine.Unread("record " + i, REASON))
                            .toList());
            assertThat(kept(store, 1)).containsExactly("record 20", "record 19", "record 18", "record 17");
            assertThat(quarantine.kept()).isEqualTo(21);
            assertThat(quarantine.dropped()).isEqualTo(16);
        }
    }

    @EachEngine
    void aProjectKeepsSoManyBytesOnly(TestEngine engine) {
        try (Store store = engine.open()) {
            Quarantine quarantine = new Quarantine(
                    StoreProbe.engine(store), Clock.systemUTC(), new Quarantine.Limits(100, 25, 100, 10_000));
            // Each letter has two bytes in UTF-8.
            for (String body : List.of("ж".repeat(5), "з".repeat(5), "и".repeat(5))) {
                quarantine.keep(1, "messages", body, REASON);
            }
            assertThat(kept(store, 1)).containsExactly("и".repeat(5), "з".repeat(5));
            quarantine.keep(1, "messages", "x".repeat(26), REASON);
            assertThat(kept(store, 1)).isEmpty();
        }
    }

    @EachEngine
    void ofAllProjectsTheOneWithMostLosesRecordsAndNoOther(TestEngine engine) {
        try (Store store = engine.open()) {
            Quarantine quarantine = new Quarantine(
                    StoreProbe.engine(store), Clock.systemUTC(), new Quarantine.Limits(5, 1_000, 6, 10_000));
            quarantine.keep(1, "messages", "old", REASON);
            quarantine.keep(2, "messages", "old, too", REASON);
            for (int i = 1; i <= 5; i++) {
                quarantine.keep(3, "messages", "record " + i, REASON);
            }
            assertThat(kept(store, 1)).containsExactly("old");
            assertThat(kept(store, 2)).containsExactly("old, too");
            assertThat(kept(store, 3)).containsExactly("record 5", "record 4", "record 3", "record 2");
        }
    }
}
