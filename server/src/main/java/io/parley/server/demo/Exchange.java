// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import io.parley.server.demo.Line.Understanding;
import io.parley.server.demo.Reply.Card;
import java.util.List;
import java.util.stream.Stream;

/** Step in which the bot receives input and answers. Each method returns a copy with one property added. */
record Exchange(Line line, Understanding as, List<Reply> replies, Notes notes, Outcome outcome) implements Step {

    /** How an exchange ends. */
    sealed interface Outcome {
        record Answered() implements Outcome {}

        /** The conversation is transferred to a human agent. */
        record HandedOver() implements Outcome {}

        /** The script throws an exception after its replies. */
        record Failed(String stackTrace) implements Outcome {}
    }

    static Exchange of(Line line, Understanding as) {
        return new Exchange(line, as, List.of(), Notes.NONE, new Outcome.Answered());
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

    Exchange label(SessionLabel label) {
        return with(notes.withLabel(label));
    }

    Exchange label(MessageLabel label) {
        return with(notes.withLabel(label.inItsGroup()));
    }

    Exchange labelInEveryGroup(MessageLabel label) {
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
        return new Exchange(line, as, replies, notes, new Outcome.HandedOver());
    }

    Exchange fails(String stackTrace) {
        return new Exchange(line, as, replies, notes, new Outcome.Failed(stackTrace));
    }

    private Exchange with(Reply reply) {
        List<Reply> more = Stream.concat(replies.stream(), Stream.of(reply)).toList();
        return new Exchange(line, as, more, notes, outcome);
    }

    private Exchange with(Notes noted) {
        return new Exchange(line, as, replies, noted, outcome);
    }
}
