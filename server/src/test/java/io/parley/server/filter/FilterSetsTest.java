// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.StoreProbe;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnPostgresToo
class FilterSetsTest {
    private static final String TELEGRAM = "{'key':'CHANNEL_TYPE','type':'CHECKBOX','options':['telegram']}";
    private static final String LONG = "{'key':'MESSAGE_COUNT','type':'NUMERIC_RANGE','from':'20'}";

    private static Account account;

    @BeforeAll
    static void initialize() {
        account = ParleyServer.shared().newAccount();
    }

    @Test
    void aSetThatWasKeptIsFoundAsItWasSent() {
        String id = account.v1("POST", "/reporter/user-filter-sets/filterSetId")
                .query("intervalType", "WEEK")
                .query("step", 2)
                .json(Json.filters(TELEGRAM, LONG))
                .send()
                .ok()
                .json()
                .asString();
        JsonNode set = find(id);
        assertThat(set.path("filterSetId").asString()).isEqualTo(id);
        assertThat(set.path("filters"))
                .isEqualTo(Json.read(Json.filters(TELEGRAM, LONG)).path("filters"));
        assertThat(set.path("intervalType").asString()).isEqualTo("WEEK");
        assertThat(set.path("step").asInt()).isEqualTo(2);
    }

    @Test
    void theSameFiltersHaveTheSameIdInWhateverOrder() {
        String id = keep(Json.filters(TELEGRAM, LONG));
        assertThat(keep(Json.filters(TELEGRAM, LONG))).isEqualTo(id);
        assertThat(keep(Json.filters(LONG, TELEGRAM))).isEqualTo(id);
        assertThat(keep(Json.filters("{'options':['telegram'],'type':'CHECKBOX','key':'CHANNEL_TYPE'}", LONG)))
                .isEqualTo(id);
        assertThat(keep(Json.filters(TELEGRAM))).isNotEqualTo(id);
    }

    @Test
    void everyListNamesTheSetThatItWasAskedWith() {
        for (String list : List.of("sessions", "messages", "clients", "state-routes")) {
            String filters = Json.filters(TELEGRAM, "{'key':'COMMENT_TEXT','type':'TEXT','values':['" + list + "']}");
            String id = account.legacy("POST", "/" + list + "/filter")
                    .json(filters)
                    .send()
                    .ok()
                    .json()
                    .path("filterSetId")
                    .asString();
            assertThat(find(id).path("filters")).isEqualTo(Json.read(filters).path("filters"));
            assertThat(keep(filters)).isEqualTo(id);
        }
        String all = account.legacy("POST", "/sessions/filter")
                .send()
                .ok()
                .json()
                .path("filterSetId")
                .asString();
        assertThat(find(all).path("filters")).isEmpty();
    }

    @Test
    void aListDoesNotWaitUntilItsSetIsKept() {
        String filters = Json.filters(TELEGRAM, "{'key':'COMMENT_TEXT','type':'TEXT','values':['at once']}");
        // Afterwards the token's last use is written.
        account.v1("GET", "/about").send().ok();
        // Holds the write lock of the embedded engine's small tables meanwhile.
        String id = StoreProbe.engine(ParleyServer.shared().store())
                .inTransaction(sql -> account.v1("POST", "/reporter/sessions/filter")
                        .json(filters)
                        .send()
                        .ok()
                        .json()
                        .path("filterSetId")
                        .asString());
        assertThat(find(id).path("filters")).isEqualTo(Json.read(filters).path("filters"));
    }

    @Test
    void aSetOfAnotherAccountDoesNotExist() {
        String id = keep(Json.filters(TELEGRAM, "{'key':'BOT_ID','type':'CHECKBOX','options':['ours']}"));
        ParleyServer.shared()
                .newAccount()
                .v1("GET", "/reporter/user-filter-sets/" + id)
                .send()
                .isRefused(404, ErrorCode.FILTER_SET, "filterSetId", id, "the id of a filter set of this account");
    }

    @Test
    void whatIsNoSetIsRefused() {
        account.v1("POST", "/reporter/user-filter-sets/filterSetId")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "body", null, "an object with filters");
        account.v1("POST", "/reporter/user-filter-sets/filterSetId")
                .json(Json.filters("{'key':'FOO','type':'TEXT'}"))
                .send()
                .isRefused(400, ErrorCode.UNKNOWN_FILTER_KEY);
        account.v1("POST", "/reporter/user-filter-sets/filterSetId")
                .query("step", 0)
                .json("{}")
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "step", "0", "a number from 1 to 10000");
        account.v1("POST", "/reporter/user-filter-sets/filterSetId")
                .query("intervalType", "DECADE")
                .json("{}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.INVALID_VALUE,
                        "intervalType",
                        "DECADE",
                        "one of HOUR, DAY, WEEK, MONTH, QUARTER, YEAR");
    }

    private static String keep(String filters) {
        return account.legacy("POST", "/user-filter-sets/filterSetId")
                .json(filters)
                .send()
                .ok()
                .json()
                .asString();
    }

    private static JsonNode find(String id) {
        return account.v1("GET", "/reporter/user-filter-sets/" + id)
                .extras()
                .send()
                .ok()
                .json();
    }
}
