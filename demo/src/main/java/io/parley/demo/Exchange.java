// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.demo.Reply.Card;
import io.parley.demo.UserInput.Understanding;
import java.util.List;
import java.util.stream.Stream;

/** Step in which the bot receives input and answers. Each method returns a copy with one property added. */
record Exchange(UserInput line, Understanding as, List<Reply> replies, ScriptAnalytics notes, Result outcome)
        implements Step {

    /** How an exchange ends. */
    sealed interface Result {
        record Answered() implements Result {}

        /** The conversation is transferred to a human agent. */
        record HandedOver() implements Result {}

        /** The script throws an exception after its replies. */
        record Failed(String stackTrace) implements Result {}
    }

    static Exchange of(UserInput line, Understanding as) {
        return new Exchange(line, as, List.of(), ScriptAnalytics.NONE, new Result.Answered());
    }

    /** Sets the state that answers, where it differs from the activated one. */
    Exchange from(String state) {
        Understanding moved = new Understanding(as.nlpClass(), state, as.rule(), as.ruleType());
        return new Exchange(line, moved, replies, notes, outcome);
    }

    /** Adds a text reply; one of the variants is chosen. */
    Exchange says(String... variants) {
        return with(new Reply.Text(List.of(variants)));
    }

    Exchange buttons(String... captions) {
        return with(new Reply.Buttons(List.of(captions)));
    }

    Exchange image(String url) {
        return with(new Reply.Image(url));
    }

    Exchange audio(String url) {
        return with(new Reply.Audio(url));
    }

    Exchange carousel(String text, Card... cards) {
        return with(new Reply.Carousel(text, List.of(cards)));
    }

    Exchange result(String result) {
        return with(notes.withResult(result));
    }

    Exchange data(String header, String value) {
        return with(notes.withData(header, value));
    }

    Exchange label(DemoSessionLabel label) {
        return with(notes.withLabel(label));
    }

    Exchange label(DemoMessageLabel label) {
        return with(notes.withLabel(label.inItsGroup()));
    }

    Exchange labelInEveryGroup(DemoMessageLabel label) {
        return with(notes.withLabel(label.inEveryGroup()));
    }

    /** Sets the client's score of the conversation. */
    Exchange score(String score) {
        return with(notes.withScore(score));
    }

    /** Adds a topic of the conversation, by its key. */
    Exchange topic(String key) {
        return with(notes.withTopic(key));
    }

    /** Adds an action of the conversation, by its key. */
    Exchange action(String key) {
        return with(notes.withAction(key));
    }

    Exchange comment(String comment) {
        return with(notes.withComment(comment));
    }

    Exchange handsOver() {
        return new Exchange(line, as, replies, notes, new Result.HandedOver());
    }

    Exchange fails(String stackTrace) {
        return new Exchange(line, as, replies, notes, new Result.Failed(stackTrace));
    }

    private Exchange with(Reply reply) {
        List<Reply> more = Stream.concat(replies.stream(), Stream.of(reply)).toList();
        return new Exchange(line, as, more, notes, outcome);
    }

    private Exchange with(ScriptAnalytics noted) {
        return new Exchange(line, as, replies, noted, outcome);
    }
}
