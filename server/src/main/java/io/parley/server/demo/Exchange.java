// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import io.parley.server.demo.Line.Understanding;
import io.parley.server.demo.Reply.Card;
import java.util.List;
import java.util.stream.Stream;

/** The bot hears something and answers. Each method gives an exchange with one thing more. */
record Exchange(Line line, Understanding as, List<Reply> replies, Notes notes, Outcome outcome) implements Step {

    /** How it ends. */
    sealed interface Outcome {
        record Answered() implements Outcome {}

        /** The dialog goes to a human agent. */
        record HandedOver() implements Outcome {}

        /** The script breaks, after whatever it said before. */
        record Failed(String stackTrace) implements Outcome {}
    }

    static Exchange of(Line line, Understanding as) {
        return new Exchange(line, as, List.of(), Notes.NONE, new Outcome.Answered());
    }

    /** The answer comes from another state than the one that was activated. */
    Exchange from(String state) {
        Understanding moved = new Understanding(as.nlpClass(), state, as.rule(), as.ruleType());
        return new Exchange(line, moved, replies, notes, outcome);
    }

    /** One of the variants. */
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

    /** The client's score of the dialog. */
    Exchange score(String score) {
        return with(notes.withScore(score));
    }

    /** What the dialog is about; a key. */
    Exchange topic(String key) {
        return with(notes.withTopic(key));
    }

    /** What was done in the dialog; a key. */
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
