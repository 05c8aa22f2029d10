// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Oracle;
import io.parley.core.filter.RandomFilters;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.StoreProbe;
import io.parley.store.account.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Random filters, sent as JSON, compared with the reference evaluator. */
@OnPostgresToo
class FiltersOverHttpTest {
    private static final int CASES = LongRun.of(20, 60);
    private static final long SEED = Long.getLong("parley.oracle.seed", 20211);

    @Test
    void listsHoldWhatThePlainEvaluatorSays() {
        ParleyServer server = ParleyServer.shared();
        Account account = server.newAccount();
        Map<String, Long> labels = new LinkedHashMap<>();
        RandomLog.SESSION_LABELS.forEach(name -> labels.put(name, account.newSessionLabel(name)));
        Map<List<String>, Long> messageLabels = new LinkedHashMap<>();
        for (String group : RandomLog.LABEL_GROUPS) {
            for (String name : RandomLog.LABEL_NAMES.subList(0, 3)) {
                messageLabels.put(List.of(group, name), account.newMessageLabel(group, name));
            }
        }
        Oracle oracle = new Oracle(StoreProbe.engine(server.store()).keys(), labels, messageLabels);
        Random random = new Random(SEED);
        for (Project project : List.of(account.one(), account.two())) {
            List<LogRecord> records = new RandomLog(random).records(120);
            records.forEach(record -> oracle.add(project.id(), record));
            server.store().log().append(project.id(), records).join();
        }
        RandomFilters filters = new RandomFilters(random, labels.values(), messageLabels.values());
        for (int i = 0; i < CASES; i++) {
            Map<String, Object> body = filters.body();
            boolean all = random.nextBoolean();
            List<Long> projects = all
                    ? List.of(account.one().id(), account.two().id())
                    : List.of(account.one().id());
            FilterSet wanted = RandomFilters.read(body);
            String name = "seed " + SEED + ", case " + i + ": " + body;
            assertThat(whole(() -> call(account, all, "/sessions/filter").json(body), "sessions", "sessionId", random))
                    .as("sessions, %s", name)
                    .isEqualTo(oracle.sessions(projects, wanted).stream()
                            .map(session -> session.row().sessionId())
                            .toList());
            assertThat(whole(() -> call(account, all, "/messages/filter").json(body), "messages", "questionId", random))
                    .as("messages, %s", name)
                    .isEqualTo(oracle.messages(projects, wanted).stream()
                            .map(dialogue -> dialogue.message().turn().questionId())
                            .toList());
        }
    }

    /** Creates a call for the account by its unified token, or for its first project by the legacy token. */
    private static HttpCall call(Account account, boolean all, String path) {
        return all ? account.v1("POST", "/reporter" + path) : account.legacy("POST", path);
    }

    private static List<String> whole(Supplier<HttpCall> call, String list, String member, Random random) {
        int size = 40 + random.nextInt(300);
        List<String> all = new ArrayList<>();
        for (int page = 0; ; page++) {
            HttpAnswer answer =
                    call.get().query("size", size).query("page", page).send().ok();
            List<String> rows = answer.each(list, member);
            all.addAll(rows);
            if (rows.size() < size) {
                assertThat(answer.totalCount()).isEqualTo(all.size());
                return all;
            }
        }
    }
}
