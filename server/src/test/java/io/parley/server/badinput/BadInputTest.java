// SPDX-License-Identifier: Apache-2.0
package io.parley.server.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.error.ErrorCode;
import io.parley.server.apidoc.ApiDocumentBuilder;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.ApiDocument;
import io.parley.server.fixture.ApiDocument.Operation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.PopulatedAccount;
import io.parley.server.fixture.RawRequest;
import io.parley.server.fixture.ServerEngine;
import io.parley.store.consistency.Invariant;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fuzz test of every call of the API document. Each answer must be one that the document describes, arrive in time,
 * and report an error of the caller rather than of the server. Accepted data must be readable, usable in reports, and
 * consistent.
 *
 * <p>{@code -Dparley.badinput.rounds=50} sets how often each call is mutated in every way,
 * {@code -Dparley.badinput.seed=7} repeats a run.
 */
@OnPostgresToo
class BadInputTest {
    /** How often each call is mutated in every way; 0 for once in a few ways, which rotate so that all occur. */
    private static final int ROUNDS = Integer.getInteger("parley.badinput.rounds", 0);

    private static final int A_FEW = LongRun.of(3, 8);
    private static final long SEED = Long.getLong("parley.badinput.seed", 8_592_329_653_592L);
    private static final int MOST_FAILURES = 50;
    private static final int LARGEST_REFUSAL = 20_000;

    private static ParleyServer server;
    private static PopulatedAccount furnished;

    private final ObjectNode document = ApiDocumentBuilder.read();
    private final Random dice = new Random(SEED);
    private final List<String> failures = new ArrayList<>();
    private final Deque<RequestMutation> deck = new ArrayDeque<>();
    private final Set<RequestMutation> applied = EnumSet.noneOf(RequestMutation.class);

    @BeforeAll
    static void start() {
        System.out.println("BadInputTest: -Dparley.badinput.seed=" + SEED);
        // Not the shared server, because these tests exceed rate limits of one address.
        server = ParleyServer.start(ServerEngine.USUAL);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whateverComesIsAnsweredAsTheDocumentSaysAndHurtsNothing() {
        List<Account> accounts = new ArrayList<>();
        int requests = 0;
        for (int round = 0; round < Math.max(1, ROUNDS); round++) {
            for (Operation operation : ApiDocument.operations()) {
                if (furnished == null || !opens(furnished.account())) {
                    // An earlier request may have revoked its tokens or deleted its data.
                    furnished = new PopulatedAccount(server, "anna");
                    accounts.add(furnished.account());
                }
                for (RequestMutation spoiling : ways()) {
                    FuzzedRequest specimen = specimen(operation);
                    if (spoiling.fits(specimen)) {
                        spoiling.apply(specimen, dice);
                        attack(operation, spoiling, specimen);
                        applied.add(spoiling);
                        requests++;
                    }
                }
            }
        }
        System.out.printf(Locale.ROOT, "BadInputTest: %,d requests, %,d accounts%n", requests, accounts.size());
        assertThat(failures).as("seed %d", SEED).isEmpty();
        assertThat(applied).as("seed %d", SEED).containsExactly(RequestMutation.values());
        accounts.forEach(BadInputTest::checkWhatIsThere);
        server.get("/health/ready").send().ok();
        for (Invariant rule : Invariant.values()) {
            assertThat(server.store().consistencyCheck().examine(rule).isSound())
                    .as(rule.inWords())
                    .isTrue();
        }
    }

    private List<RequestMutation> ways() {
        if (ROUNDS > 0) {
            return shuffled();
        }
        List<RequestMutation> few = new ArrayList<>();
        while (few.size() < A_FEW) {
            if (deck.isEmpty()) {
                deck.addAll(shuffled());
            }
            few.add(deck.remove());
        }
        return few;
    }

    private List<RequestMutation> shuffled() {
        List<RequestMutation> all = new ArrayList<>(Arrays.asList(RequestMutation.values()));
        Collections.shuffle(all, dice);
        return all;
    }

    private static boolean opens(Account account) {
        return account.v1("GET", "/about").send().status() == 200;
    }

    private FuzzedRequest specimen(Operation operation) {
        JsonNode described = document.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT));
        return FuzzedRequest.of(
                operation, described, new ValidValues(document, dice, furnished.names()), furnished, dice);
    }

    private void attack(Operation operation, RequestMutation spoiling, FuzzedRequest specimen) {
        try {
            HttpAnswer answer = RawRequest.send(
                    server, specimen.method, specimen.pathOfAddress(), specimen.queryParameters(), specimen.bytes());
            check(answer);
        } catch (AssertionError | RuntimeException e) {
            failures.add("%n%s%n%s: %s%n%s%n".formatted(operation, spoiling, specimen, e));
            if (failures.size() >= MOST_FAILURES) {
                assertThat(failures).as("seed %d", SEED).isEmpty();
            }
        }
    }

    private static void check(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(answer.contentType()).startsWith("application/json");
            assertThat(answer.bytes().length).as("size of %s", answer).isLessThan(LARGEST_REFUSAL);
            assertThat(answer.text())
                    .doesNotContain(
                            "Exception",
                            "io.parley",
                            "org.spring",
                            "org.apache",
                            "java.",
                            "jooq",
                            "SELECT \"",
                            "\\tat ");
            if (answer.json().path("error").asString().startsWith("reporter." + lower(ErrorCode.Kind.VALIDATION))) {
                assertThat(answer.json().path("args").path("field").asString(""))
                        .as("field of %s", answer)
                        .isNotBlank();
            }
        }
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /** Checks that the accepted data can be processed. */
    private static void checkWhatIsThere(Account account) {
        if (!opens(account)) {
            return;
        }
        for (String list : List.of("sessions", "messages", "clients", "state-routes")) {
            account.v1("POST", "/reporter/" + list + "/filter")
                    .query("size", 1000)
                    .send()
                    .ok();
        }
        JsonNode tasks = Awaitility.await("all reports")
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> account.v1("GET", "/reporter/reports")
                                .send()
                                .ok()
                                .json()
                                .path("tasks"),
                        BadInputTest::haveEnded);
        assertThat(tasks.valueStream()
                        .filter(task -> task.path("status").asString().equals("FAILED")))
                .isEmpty();
    }

    private static boolean haveEnded(JsonNode tasks) {
        return tasks.valueStream()
                .map(task -> task.path("status").asString())
                .noneMatch(List.of("CREATED", "STARTED")::contains);
    }
}
