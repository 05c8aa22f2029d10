// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.core.log.Analytics;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Nlp;
import io.parley.core.log.RawJson;
import io.parley.core.log.Turn;
import io.parley.demo.Exchange.Result;
import io.parley.demo.UserInput.Understanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Converts the steps of one session to records: its messages and the events that refer to them. */
final class SessionWriter {
    private static final List<String> COMMENTS =
            List.of("Проверить интент", "Good example for training", "Перезвонить клиенту", "Typo in the answer?");

    private final SessionContext visit;
    private final RandomChoice dice;
    private final ReplyDelay pace;
    private final List<LogRecord> written = new ArrayList<>();
    private Instant now;
    private String state = "/";
    private boolean withOperator;

    SessionWriter(SessionContext visit, Instant start, ReplyDelay pace, RandomChoice dice) {
        this.visit = visit;
        this.now = start;
        this.pace = pace;
        this.dice = dice;
    }

    /**
     * Returns the records of the steps in chronological order.
     *
     * @param limit start of the client's next session; every message is earlier
     */
    List<LogRecord> write(List<Step> steps, Instant limit) {
        for (Step step : steps) {
            if (!now.isBefore(limit)) {
                break;
            }
            Turn turn = turn(step);
            written.add(new LogRecord.Message(visit.origin(), turn));
            Instant answered = answered(turn);
            if (turn.textAnswer() != null) {
                written.addAll(DeliveryReports.of(
                        visit.origin().channelType(), visit.origin().botId(), turn.questionId(), answered, dice));
            }
            now = answered.plus(pace.pause(dice));
        }
        return List.copyOf(written);
    }

    private Turn turn(Step step) {
        String questionId = dice.uuid().toString();
        Turn.Builder turn = Turn.builder(questionId, now).test(visit.test()).call(visit.call());
        if (!visit.pages().isEmpty()) {
            turn.pageName(dice.oneOf(visit.pages()));
            turn.previousPageName(dice.chance(0.5) ? dice.oneOf(visit.pages()) : null);
        }
        switch (step) {
            case Exchange exchange -> fill(turn, exchange, questionId);
            case Step.ToOperator phrase -> {
                ask(turn, phrase.variants(), questionId);
                heard(turn, visit.requestData(true));
                turn.livechat(true);
            }
            case Step.FromOperator text ->
                turn.textAnswer(visit.facts().fill(dice.oneOf(text.variants())))
                        .livechat(true)
                        .operator(visit.operator());
        }
        return turn.build();
    }

    private void fill(Turn.Builder turn, Exchange exchange, String questionId) {
        ObjectNode request = visit.requestData(withOperator);
        switch (exchange.line()) {
            case UserInput.Phrase phrase -> ask(turn, phrase.variants(), questionId);
            case UserInput.Event event -> {
                turn.event(event.name());
                if (event.name().equals(Turn.FILE_EVENT)) {
                    addFile(request);
                }
                withOperator &= !event.name().equals("livechatFinished");
            }
        }
        heard(turn, request);

        Understanding as = exchange.as();
        double confidence = as.sure() ? 1 : guess();
        turn.nlp(new Nlp(as.state(), as.nlpClass(), state, null, null, confidence, as.rule(), as.ruleType()));
        if (as.moves()) {
            state = as.state();
        }

        BotAnswer answer = BotAnswer.to(exchange, visit.facts(), dice);
        Analytics analytics = exchange.notes().analytics(visit.facts());
        String comment = exchange.notes().comment();
        turn.textAnswer(answer.text())
                .responseData(answer.responseData(as, confidence, visit.sessionId(), analytics, comment))
                .analytics(analytics)
                // Users also comment on some messages.
                .comment(comment == null && dice.chance(0.01) ? dice.oneOf(COMMENTS) : comment)
                .livechat(withOperator);
        int took = as.sure() ? dice.between(8, 120) : dice.between(90, dice.chance(0.05) ? 2_500 : 600);
        switch (exchange.outcome()) {
            case Result.Answered() -> turn.processingTimeMs(took);
            case Result.HandedOver() -> {
                turn.processingTimeMs(took);
                // A caller is connected by telephone and exchanges no messages with the operator.
                withOperator = visit.callFile() == null;
                written.add(new LogRecord.Transfer(
                        visit.origin().botId(),
                        visit.origin().clientId(),
                        visit.sessionId(),
                        questionId,
                        now.plusMillis(took)));
            }
            case Result.Failed failed ->
                turn.exception(failed.stackTrace()).processingTimeMs(dice.between(3_000, 12_000));
        }
    }

    private void ask(Turn.Builder turn, List<String> variants, String questionId) {
        String phrase = visit.facts().fill(dice.oneOf(variants));
        turn.question(phrase);
        if (visit.callFile() != null) {
            turn.utterances(visit.utterances(questionId, now, phrase));
        }
    }

    /** Sets the input under both names, as the framework does. */
    private static void heard(Turn.Builder turn, ObjectNode request) {
        RawJson json = RawJson.of(request);
        turn.requestData(json).data(json);
    }

    private void addFile(ObjectNode request) {
        String name = dice.chance(0.5) ? "photo.jpg" : "Договор № " + dice.between(1, 900) + ".pdf";
        request.putArray("eventData")
                .addObject()
                .put("url", "https://files.example.org/" + dice.uuid())
                .put("name", name)
                .put("type", name.endsWith(".jpg") ? "image" : "file");
    }

    /** Returns a mostly high confidence, in the single precision of classifiers. */
    private double guess() {
        double doubt = dice.fraction();
        return (float) (0.99 - 0.45 * doubt * doubt);
    }

    private static Instant answered(Turn turn) {
        Integer took = turn.processingTimeMs();
        return took == null ? turn.time() : turn.time().plusMillis(took);
    }
}
