// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.core.error.ApiException;
import io.parley.core.error.RequestValue;
import io.parley.core.page.PageRequest;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.Store;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

class WebhookRepositoryTest {
    private static final List<String> KINDS = List.of("MESSAGES");
    private static final PageRequest FIRST_PAGE = new PageRequest(0, 100);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

    private static Webhook webhook(Store store, long account) {
        return store.webhooks().add(account, "https://example.org/" + account, "whsec_" + account);
    }

    private static void begin(Store store, long account, String id, @Nullable String fileName) {
        store.tasks().add(id, account, null, "MESSAGES", "{}", fileName);
        store.tasks().claim("w", KINDS, List.of());
    }

    private static void complete(Store store, long account, String id) {
        begin(store, account, id, id + ".xlsx");
        store.tasks().complete(id, "w", 1);
    }

    private static List<WebhookDelivery> deliveries(Store store, Webhook webhook) {
        return store.deliveries().list(webhook, FIRST_PAGE).rows();
    }

    private static RequestValue<Long> id(long id) {
        return new RequestValue<>("id", id);
    }

    @EachEngine
    void anAccountSeesAndRemovesItsOwnWebhooksOnly(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Webhook webhook = webhook(store, 1);
            assertThat(store.webhooks().list(1)).containsExactly(webhook);
            assertThat(store.webhooks().get(1, id(webhook.id()))).isEqualTo(webhook);
            assertThat(store.webhooks().list(2)).isEmpty();
            for (Runnable another : List.<Runnable>of(
                    () -> store.webhooks().get(2, id(webhook.id())),
                    () -> store.webhooks().remove(2, id(webhook.id())))) {
                assertThatThrownBy(another::run)
                        .hasMessage("id: got «" + webhook.id() + "», expected the id of a webhook of this account");
            }
            complete(store, 1, "a");
            store.webhooks().remove(1, id(webhook.id()));
            assertThat(store.webhooks().list(1)).isEmpty();
            assertThat(deliveries(store, webhook)).isEmpty();
            assertThat(webhook.toString()).doesNotContain("whsec_", "https");
        }
    }

    @EachEngine
    void thereAreNeverMoreThanTwentyHoweverManyComeAtATime(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            long account = store.accounts().addAccount("Test");
            long refused = IntStream.range(0, 24)
                    .parallel()
                    .filter(number -> {
                        try {
                            webhook(store, account);
                            return false;
                        } catch (ApiException e) {
                            assertThat(e).hasMessage("the account has 20 webhooks, which is as many as it may have");
                            return true;
                        }
                    })
                    .count();
            assertThat(refused).isEqualTo(4);
            assertThat(store.webhooks().list(account)).hasSize(WebhookRepository.MOST);
        }
    }

    @EachEngine
    void everyEndOfATaskWithAFileIsAnnouncedToItsAccount(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Webhook one = webhook(store, 1);
            Webhook other = webhook(store, 1);
            Webhook stranger = webhook(store, 2);
            complete(store, 1, "done");
            begin(store, 1, "failed", "a.csv");
            store.tasks().fail("failed", "w", "no room");
            store.tasks().fail("failed", "w", "no room");
            begin(store, 1, "without file", null);
            store.tasks().complete("without file", "w", 1);
            begin(store, 1, "cancelled", "a.csv");
            store.tasks().delete(List.of("cancelled"));
            store.tasks().complete("cancelled", "w", 1);
            for (Webhook webhook : List.of(one, other)) {
                assertThat(deliveries(store, webhook))
                        .extracting(WebhookDelivery::taskId, WebhookDelivery::event, WebhookDelivery::status)
                        .containsExactly(
                                tuple("failed", TaskEvent.FAILED, WebhookDeliveryStatus.PENDING),
                                tuple("done", TaskEvent.COMPLETED, WebhookDeliveryStatus.PENDING));
            }
            assertThat(deliveries(store, stranger)).isEmpty();
        }
    }

    @EachEngine
    void aTaskThatIsGivenUpIsAnnouncedAsFailed(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Webhook webhook = webhook(store, 1);
            begin(store, 1, "deadly", "a.csv");
            for (int i = 1; i <= TaskRepository.BEGINNINGS; i++) {
                clock.advance(TaskRepository.SILENCE.plusSeconds(1));
                store.tasks().claim("w" + i, KINDS, List.of());
            }
            assertThat(deliveries(store, webhook)).singleElement().satisfies(delivery -> {
                assertThat(delivery.event()).isEqualTo(TaskEvent.FAILED);
                assertThat(delivery.createdAt()).isEqualTo(clock.instant());
            });
        }
    }

    @EachEngine
    void ofAllWhoAskOnAllNodesOneGetsADelivery(TestEngine engine) {
        List<Store> nodes = engine.nodes(clock);
        try {
            webhook(nodes.getFirst(), 1);
            for (int i = 0; i < 20; i++) {
                complete(nodes.getFirst(), 1, "task-" + i);
            }
            List<String> claimed = IntStream.range(0, 8)
                    .parallel()
                    .boxed()
                    .flatMap(asker -> Stream.generate(() ->
                                    nodes.get(asker % nodes.size()).deliveries().claim())
                            .takeWhile(Optional::isPresent)
                            .map(next -> next.orElseThrow().delivery().taskId()))
                    .toList();
            assertThat(claimed).hasSize(20).doesNotHaveDuplicates();
        } finally {
            nodes.forEach(Store::close);
        }
    }

    @EachEngine
    void whatFailsIsTriedAgainAfterLongerAndLongerPausesThenGivenUp(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Webhook webhook = webhook(store, 1);
            complete(store, 1, "a");
            for (Duration pause : WebhookOutbox.PAUSES) {
                WebhookDelivery claimed =
                        store.deliveries().claim().orElseThrow().delivery();
                store.deliveries().failed(claimed, 500, "answered 500");
                Instant next = deliveries(store, webhook).getFirst().nextAttemptAt();
                assertThat(next)
                        .isBetween(
                                clock.instant().plus(pause),
                                clock.instant().plus(pause.multipliedBy(6).dividedBy(5)));
                clock.advance(pause.minusMillis(1));
                assertThat(store.deliveries().claim()).isEmpty();
                clock.advance(Duration.between(clock.instant(), next));
            }
            WebhookDelivery last = store.deliveries().claim().orElseThrow().delivery();
            store.deliveries().failed(last, null, "no answer");
            WebhookDelivery ended = deliveries(store, webhook).getFirst();
            assertThat(ended.status()).isEqualTo(WebhookDeliveryStatus.FAILED);
            assertThat(ended.attempts()).isEqualTo(8);
            assertThat(ended.responseStatus()).isNull();
            assertThat(ended.error()).isEqualTo("no answer");
            assertThat(ended.nextAttemptAt()).isNull();
            assertThat(ended.endedAt()).isEqualTo(clock.instant());

            assertThat(store.deliveries().repeat(webhook, id(ended.id())).status())
                    .isEqualTo(WebhookDeliveryStatus.PENDING);
            WebhookDelivery again = store.deliveries().claim().orElseThrow().delivery();
            assertThat(again.attempts()).isEqualTo(1);
            store.deliveries().succeeded(again, 204);
            WebhookDelivery delivered = deliveries(store, webhook).getFirst();
            assertThat(delivered.status()).isEqualTo(WebhookDeliveryStatus.DELIVERED);
            assertThat(delivered.responseStatus()).isEqualTo(204);
            assertThat(delivered.error()).isNull();
            assertThat(store.deliveries().claim()).isEmpty();
            assertThatThrownBy(() -> store.deliveries().repeat(webhook, id(7)))
                    .hasMessage("id: got «7», expected the id of a delivery of this webhook");
        }
    }

    @EachEngine
    void whoFellSilentWhileSendingIsFollowedByAnotherAndNotBelievedAnyMore(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Webhook webhook = webhook(store, 1);
            complete(store, 1, "a");
            WebhookDelivery slow = store.deliveries().claim().orElseThrow().delivery();
            assertThat(store.deliveries().claim()).isEmpty();
            clock.advance(WebhookOutbox.LEASE);
            WebhookDelivery second = store.deliveries().claim().orElseThrow().delivery();
            assertThat(second.attempts()).isEqualTo(2);
            store.deliveries().giveUp(slow, "too late");
            assertThat(deliveries(store, webhook).getFirst().status()).isEqualTo(WebhookDeliveryStatus.PENDING);
            store.deliveries().succeeded(second, 200);
            assertThat(deliveries(store, webhook).getFirst().status()).isEqualTo(WebhookDeliveryStatus.DELIVERED);
        }
    }

    @EachEngine
    void oldDeliveriesAreForgotten(TestEngine engine) {
        try (Store store = engine.open(clock)) {
            Webhook webhook = webhook(store, 1);
            complete(store, 1, "old");
            clock.advance(Duration.ofDays(30));
            complete(store, 1, "new");
            store.deliveries().forgetBefore(clock.instant());
            assertThat(deliveries(store, webhook))
                    .extracting(WebhookDelivery::taskId)
                    .containsExactly("new");
        }
    }
}
