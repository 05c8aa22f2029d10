// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests of the query plans of the embedded engine for the most frequent queries. The engine has no indexes: zone maps
 * limit the scans, because rows are stored in the order of time.
 */
class EmbeddedPlansTest {
    /** Half a year, in eight row groups. */
    private static final int MESSAGES = 900_000;
    /** A week has fewer rows than a row group, and may cross the border of two. */
    private static final int GROUPS_OF_A_WEEK = 2;

    private static final int PAGE = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String MESSAGE_ROWS = """
            insert into message (project_id, client_key, session_key, message_key, digest, session_derived, question_id, time,
              is_client_message, route_state, question, text_answer, response_data, is_livechat, is_test)
            select 7 + m // 100 %% 2, hash(m // 100) // 2, hash(m // 10) // 2, hash(m) // 2, m, false, 'q' || m,
              timestamp '2026-01-01' + m * interval '16 seconds', true, '/order/' || m %% 3, 'Where is my order ' || md5(m::text), 'On its way, as I said before', '{"m":' || m || '}', false, false
            from generate_series(1, %d) numbers(m)
            """.formatted(MESSAGES);

    private static final String SESSION_ROWS = """
            insert into session (project_id, client_key, session_key, session_id, bot_id, channel_type, client_id, start_time, end_time,
              message_count, question_count, has_questions, automation, begun_by_bot, transfer_reply, is_livechat, is_test)
            select project_id, client_key, session_key, 's' || (min(digest) // 10), 'b', 'telegram', 'c' || client_key, min(time) as began,
              max(time), count(*), count(*), true, 'NO', false, false, false, false
            from message group by project_id, client_key, session_key order by began
            """;

    private static final String CLIENT_ROWS = """
            insert into client (project_id, client_key, bot_id, channel_type, client_id, join_time, last_visit, last_session_id,
              last_session_at, last_session_key)
            select project_id, client_key, 'b', 'telegram', 'c' || client_key, min(start_time), max(end_time), 's', max(start_time), 1
            from session group by project_id, client_key
            """;

    private static Store store;

    @BeforeAll
    static void fill() {
        store = TestEngine.DUCKDB.open();
        Stream.of(MESSAGE_ROWS, SESSION_ROWS, CLIENT_ROWS, "checkpoint").forEach(StoreProbe.sql(store)::execute);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void whatIsAskedMostReadsTheMessagesOfNoOtherWeek() {
        PlansTest.questions(store).forEach((name, asked) -> {
            List<JsonNode> scans = scansOfMessages(asked);
            assertThat(scans).as(name).isNotEmpty().allSatisfy(scan -> {
                assertThat(scan.path("total_row_groups_to_scan").asInt())
                        .as(name)
                        .isGreaterThan(GROUPS_OF_A_WEEK + 4);
                assertThat(scan.path("row_groups_scanned").asInt())
                        .as("%s: %s", name, scan)
                        .isLessThanOrEqualTo(GROUPS_OF_A_WEEK);
            });
        });
    }

    @Test
    void aPageReadsThePayloadsOfItsOwnRowsOnly() {
        List<JsonNode> scans =
                scansOfMessages(Objects.requireNonNull(
                                PlansTest.questions(store).get("messages of a week, a page")))
                        .stream()
                        .filter(scan -> scan.path("extra_info")
                                .path("Projections")
                                .toString()
                                .contains("response_data"))
                        .toList();
        assertThat(scans)
                .isNotEmpty()
                .allSatisfy(scan -> assertThat(scan.path("intermediate_rows").asInt())
                        .as("%s", scan)
                        .isLessThanOrEqualTo(PAGE));
    }

    /** Returns the scans of messages in the plans of all queries that were run. */
    private static List<JsonNode> scansOfMessages(Runnable asked) {
        DSLContext sql = StoreProbe.sql(store);
        List<JsonNode> scans = new ArrayList<>();
        for (Query query : PlansTest.queries(store, asked)) {
            String plan = sql.fetchSingle("explain (analyze, format json) " + sql.renderInlined(query))
                    .get(1, String.class);
            JSON.readTree(plan).path("operator").forEach(step -> collect(step, scans));
        }
        return scans;
    }

    private static void collect(JsonNode step, List<JsonNode> scans) {
        if (step.path("extra_info").path("Table").asString("").endsWith("message")) {
            scans.add(step);
        }
        step.path("children").forEach(child -> collect(child, scans));
    }
}
