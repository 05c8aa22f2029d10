package io.parley.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Oracle;
import io.parley.core.filter.RandomFilters;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.StoreFixture;
import io.parley.store.TestEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random filter sets against the plain evaluator, on random data; {@code -Dparley.oracle.cases=N} runs more of them. */
class FilterOracleTest {
    private static final int CASES = Integer.getInteger("parley.oracle.cases", 200);
    private static final long SEED = Long.getLong("parley.oracle.seed", 20211);
    private static final int CASES_A_STORE = 200;

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void sessionsAndMessagesAreWhatThePlainEvaluatorSays(TestEngine engine) {
        for (int done = 0; done < CASES; done += CASES_A_STORE) {
            long seed = SEED + done;
            try (StoreFixture fixture = new StoreFixture(engine)) {
                Random random = new Random(seed);
                Oracle oracle = fixture.oracle();
                for (long project : fixture.projectIds()) {
                    List<LogRecord> records = new RandomLog(random).records(150);
                    records.forEach(record -> oracle.add(project, record));
                    fixture.store().log().append(project, records).join();
                }
                RandomFilters filters = new RandomFilters(
                        random,
                        fixture.sessionLabels().values(),
                        fixture.messageLabels().values());
                for (int i = 0; i < Math.min(CASES_A_STORE, CASES - done); i++) {
                    compare(fixture, oracle, filters.body(), random, "seed " + seed + ", case " + i);
                }
            }
        }
    }

    private static void compare(
            StoreFixture fixture, Oracle oracle, Map<String, Object> body, Random random, String name) {
        FilterSet wanted = RandomFilters.read(body);
        List<Long> projects = random.nextBoolean() ? fixture.projectIds() : List.of(fixture.projectId());
        Conversations conversations = fixture.store().conversations();
        assertThat(allPages(request -> conversations.sessions(projects, wanted, request), random).stream()
                        .map(view -> List.of(view.session(), view.data(), labels(view)))
                        .toList())
                .as("sessions: %s: %s", name, body)
                .isEqualTo(oracle.sessions(projects, wanted).stream()
                        .map(s -> List.of(s.row(), s.data(), List.copyOf(s.labels())))
                        .toList());
        List<String> expectedMessages = oracle.messages(projects, wanted).stream()
                .map(d -> d.message().turn() + d.sessionId())
                .toList();
        assertThat(allPages(request -> conversations.messages(projects, wanted, request), random).stream()
                        .map(FilterOracleTest::inWords)
                        .toList())
                .as("messages: %s: %s", name, body)
                .isEqualTo(expectedMessages);
        List<String> streamed = new ArrayList<>();
        conversations.streamMessages(
                projects, wanted, next -> next.forEach(view -> streamed.add(inWords(view))));
        assertThat(streamed).as("stream: %s: %s", name, body).isEqualTo(expectedMessages);
        assertThat(conversations.countMessages(projects, wanted)).isEqualTo(expectedMessages.size());
    }

    private static String inWords(MessageView view) {
        return view.message().turn() + view.session().session().sessionId();
    }

    private static List<Long> labels(SessionView view) {
        return view.labels().stream().map(label -> label.id()).sorted().toList();
    }

    /** All rows, read page by page; what the pages say of the total must be so. */
    private static <T> List<T> allPages(Function<PageRequest, Page<T>> list, Random random) {
        // Mostly all at once, which is quicker; sometimes page by page.
        int size = random.nextInt(6) == 0 ? random.nextInt(60) + 20 : 1000;
        List<T> all = new ArrayList<>();
        for (int number = 0; ; number++) {
            Page<T> page = list.apply(new PageRequest(number, size));
            all.addAll(page.rows());
            if (page.rows().size() < size) {
                assertThat(page.totalCount()).isEqualTo(all.size());
                return all;
            }
        }
    }
}
