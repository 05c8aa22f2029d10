// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Filters beyond what an engine can plan are rejected; those just within the limit are answered. */
class FilterLimitsTest {
    private static final Account ACCOUNT = ParleyServer.shared().newAccount();

    @Test
    void tooManyFiltersAreRefused() {
        String filter = "{'key':'MESSAGE_TEXT','type':'TEXT','values':['a'],'comparisonType':'NOT_CONTAINS'}";
        sessions(ACCOUNT, Collections.nCopies(101, filter).toArray(String[]::new))
                .isRefused(
                        400,
                        ErrorCode.OUT_OF_RANGE,
                        "filters[100]",
                        "101 conditions in one call",
                        "at most 100 conditions in one call");
    }

    @Test
    void tooManyValuesOfOneFilterAreRefused() {
        sessions(ACCOUNT, "{'key':'MESSAGE_TEXT','type':'TEXT','values':[" + texts(1001) + "]}")
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "filters[0]", "1001 values", "at most 1000 values");
        sessions(ACCOUNT, "{'key':'NLP_STATE','type':'TREE','options':[" + texts(1001) + "]}")
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "filters[0]", "1001 options", "at most 1000 options");
        sessions(ACCOUNT, "{'key':'BOT_ID','type':'CHECKBOX','options':[" + texts(10_001) + "]}")
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "filters[0]", "10001 options", "at most 10000 options");
        sessions(ACCOUNT, "{'key':'STATE_ROUTES','type':'TREE','options':[" + texts(101) + "]}")
                .isRefused(
                        400,
                        ErrorCode.OUT_OF_RANGE,
                        "filters[0]",
                        "101 conditions in one call",
                        "at most 100 conditions in one call");
    }

    @Test
    @OnPostgresToo
    void whatIsWithinTheLimitsIsAnswered() {
        Account account = ParleyServer.shared().newAccount();
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
        String[] filters = IntStream.range(0, 99)
                .mapToObj(i ->
                        "{'key':'MESSAGE_TEXT','type':'TEXT','values':['x" + i + "'],'comparisonType':'NOT_CONTAINS'}")
                .toArray(String[]::new);
        assertThat(sessions(account, filters).ok().totalCount()).isEqualTo(1);
        assertThat(sessions(account, "{'key':'STATE_ROUTES','type':'TREE','options':[" + texts(100) + "]}")
                        .ok()
                        .totalCount())
                .isZero();
        assertThat(sessions(account, "{'key':'SESSION_ID','type':'CHECKBOX','options':['s'," + texts(9_999) + "]}")
                        .ok()
                        .totalCount())
                .isEqualTo(1);
        assertThat(sessions(account, "{'key':'MESSAGE_TEXT','type':'TEXT','values':['HI'," + texts(999) + "]}")
                        .ok()
                        .totalCount())
                .isEqualTo(1);
    }

    @Test
    void everySessionHasAClientType() {
        Account account = ParleyServer.shared().newAccount();
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
        assertThat(clientType(account, "CONTAINS", "'NEW'")).isEqualTo(1);
        assertThat(clientType(account, "NOT_CONTAINS", "'NEW'")).isZero();
        assertThat(clientType(account, "CONTAINS", "'NEW','RETURNING'")).isEqualTo(1);
        assertThat(clientType(account, "NOT_CONTAINS", "'NEW','RETURNING'")).isZero();
        assertThat(clientType(account, "EXISTS", "")).isEqualTo(1);
        assertThat(clientType(account, "NOT_EXISTS", "")).isZero();
        assertThat(clientType(account, "NOT_CONTAINS", "")).isEqualTo(1);
    }

    private static long clientType(Account account, String comparison, String options) {
        return sessions(
                        account,
                        "{'key':'CLIENT_TYPE','type':'CHECKBOX','comparisonType':'" + comparison + "','options':["
                                + options + "]}")
                .ok()
                .totalCount();
    }

    private static String texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'/t" + i + "'").collect(Collectors.joining(","));
    }

    private static HttpAnswer sessions(Account account, String... filters) {
        return account.legacy("POST", "/sessions/filter")
                .json(Json.filters(filters))
                .send();
    }
}
