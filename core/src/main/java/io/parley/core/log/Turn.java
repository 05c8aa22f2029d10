// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One exchange: the client's question, or an event, with the bot's answer (the contract's {@code Message}).
 *
 * @param questionId identifies the exchange within its bot
 * @param time when the question came, UTC, microseconds
 * @param question the client's text; null for an event
 * @param event the event's name; null for a question
 * @param textAnswer the bot's texts, joined by a blank line; null when it said nothing in words
 * @param utterances what the telephony heard; like all payloads a JSON object
 * @param processingTimeMs how long the bot took, ms
 * @param exception the script's error text
 * @param livechat whether an operator took part
 * @param usage the models and tools of the answer
 */
public record Turn(
        String questionId,
        Instant time,
        @Nullable String question,
        @Nullable String event,
        @Nullable String textAnswer,
        Nlp nlp,
        @Nullable RawJson requestData,
        @Nullable RawJson data,
        @Nullable RawJson responseData,
        @Nullable RawJson utterances,
        @Nullable Integer processingTimeMs,
        @Nullable String exception,
        @Nullable String comment,
        boolean livechat,
        @Nullable Operator operator,
        @Nullable String pageName,
        @Nullable String previousPageName,
        PhoneCall call,
        boolean test,
        Analytics analytics,
        Usage usage) {

    /** The event that a file or picture from the client comes as. */
    public static final String FILE_EVENT = "fileEvent";
    /** The command that opens a dialog; it is no phrase of the client's. */
    public static final String START_COMMAND = "/start";
    /** Of request data, what says that a message is of a test; by this adapters know one. */
    private static final RawJson TEST_CHANNEL = new RawJson("{\"isTestChannel\":true}");

    public Turn {
        questionId = TextNormalizer.storable(questionId);
        time = time.truncatedTo(ChronoUnit.MICROS);
        question = TextNormalizer.storableOrNull(question);
        event = TextNormalizer.storableOrNull(event);
        textAnswer = TextNormalizer.storableOrNull(textAnswer);
        exception = TextNormalizer.storableOrNull(exception);
        comment = TextNormalizer.storableOrNull(comment);
        pageName = TextNormalizer.storableOrNull(pageName);
        previousPageName = TextNormalizer.storableOrNull(previousPageName);
    }

    /**
     * Whether the client said something: any question but {@code /start}, or a file. All other exchanges are "empty messages", and
     * a session of nothing else is an "empty session" (help pages; files count in their older and newer wording).
     */
    public boolean isClientMessage() {
        return question != null ? !question.equals(START_COMMAND) : FILE_EVENT.equals(event);
    }

    /** What the bot's replies say beyond {@link #textAnswer}. */
    public ReplySummary replies() {
        return ReplySummary.of(responseData);
    }

    /** Whether one of the bot's replies hands the dialog to a human agent: {@link ReplySummary#transfer}. */
    public boolean transfers() {
        // To look for the word is quicker than to read the replies, of which few are this one.
        return responseData != null
                && responseData.text().contains(ReplySummary.TRANSFER)
                && replies().transfer();
    }

    /** {@code query} for a question, {@code event} for an event, null for what an operator says unasked. */
    public @Nullable String type() {
        return question != null ? "query" : event != null ? "event" : null;
    }

    /** The intent that was recognised: {@link Nlp#intent}. */
    public @Nullable String intent() {
        return nlp.intent();
    }

    /** Where the dialog stood when it answered: the state, or the class where no state is known. */
    public @Nullable String routeState() {
        return nlp.state() != null ? nlp.state() : nlp.nlpClass();
    }

    /** The same turn with another comment. */
    public Turn withComment(@Nullable String other) {
        return toBuilder(questionId).comment(other).build();
    }

    /**
     * What stays of the turn when its content is deleted: when it was and what kind it was, states and classes, numbers, what the script
     * says became of the dialog. Of a phrase and of an error's text an empty text stays, so that all counts stay, too.
     */
    public Turn withoutContent() {
        return builder(questionId, time)
                .question(question == null || question.equals(START_COMMAND) ? question : "")
                .event(event)
                .nlp(nlp.withoutContent())
                .data(test ? TEST_CHANNEL : null)
                .responseData(transfers() ? ReplySummary.TRANSFER_ONLY : null)
                .processingTimeMs(processingTimeMs)
                .exception(exception == null ? null : "")
                .livechat(livechat)
                .operator(operator == null ? null : operator.withoutContent())
                .call(new PhoneCall(call.taskId(), call.incoming(), null))
                .test(test)
                .analytics(analytics.withoutContent())
                .usage(usage)
                .build();
    }

    /**
     * What stays of the turn when its client is erased: less than without content, for a script's words may be about the client.
     *
     * @param otherId what to call it from now on
     */
    public Turn withoutClient(String otherId) {
        return withoutContent().toBuilder(otherId)
                .analytics(analytics.withoutWords())
                .build();
    }

    /** A turn at another moment, in all else the same. */
    public Turn at(Instant other) {
        return toBuilder(questionId).time(other).build();
    }

    /** This turn with some members of another report of the same message. */
    public Turn with(Turn other, Set<MessageMember> members) {
        Builder merged = toBuilder(questionId);
        members.forEach(member -> member.copy(merged, other));
        return merged.build();
    }

    private Builder toBuilder(String id) {
        return builder(id, time)
                .question(question)
                .event(event)
                .textAnswer(textAnswer)
                .nlp(nlp)
                .requestData(requestData)
                .data(data)
                .responseData(responseData)
                .utterances(utterances)
                .processingTimeMs(processingTimeMs)
                .exception(exception)
                .comment(comment)
                .livechat(livechat)
                .operator(operator)
                .pageName(pageName)
                .previousPageName(previousPageName)
                .call(call)
                .test(test)
                .analytics(analytics)
                .usage(usage);
    }

    /** Spelt as it was before there was a usage where there is none, because {@link Keys#digest} of stored messages depends on it. */
    @Override
    public String toString() {
        return "Turn[questionId=" + questionId + ", time=" + time + ", question=" + question + ", event=" + event
                + ", textAnswer=" + textAnswer + ", nlp=" + nlp + ", requestData=" + requestData + ", data=" + data
                + ", responseData=" + responseData + ", utterances=" + utterances + ", processingTimeMs="
                + processingTimeMs + ", exception=" + exception + ", comment=" + comment + ", livechat=" + livechat
                + ", operator=" + operator + ", pageName=" + pageName + ", previousPageName=" + previousPageName
                + ", call=" + call + ", test=" + test + ", analytics=" + analytics
                + (usage.equals(Usage.NONE) ? "]" : ", usage=" + usage + "]");
    }

    public static Builder builder(String questionId, Instant time) {
        return new Builder(questionId, time);
    }

    /** Builds a turn; whatever is not said stays absent. */
    public static final class Builder {
        private final String questionId;
        private Instant time;
        private @Nullable String question;
        private @Nullable String event;
        private @Nullable String textAnswer;
        private Nlp nlp = Nlp.NONE;
        private @Nullable RawJson requestData;
        private @Nullable RawJson data;
        private @Nullable RawJson responseData;
        private @Nullable RawJson utterances;
        private @Nullable Integer processingTimeMs;
        private @Nullable String exception;
        private @Nullable String comment;
        private boolean livechat;
        private @Nullable Operator operator;
        private @Nullable String pageName;
        private @Nullable String previousPageName;
        private PhoneCall call = PhoneCall.NONE;
        private boolean test;
        private Analytics analytics = Analytics.NONE;
        private Usage usage = Usage.NONE;

        private Builder(String questionId, Instant time) {
            this.questionId = Objects.requireNonNull(questionId);
            this.time = Objects.requireNonNull(time);
        }

        Builder time(Instant time) {
            this.time = time;
            return this;
        }

        public Builder question(@Nullable String question) {
            this.question = question;
            return this;
        }

        public Builder event(@Nullable String event) {
            this.event = event;
            return this;
        }

        public Builder textAnswer(@Nullable String textAnswer) {
            this.textAnswer = textAnswer;
            return this;
        }

        public Builder nlp(Nlp nlp) {
            this.nlp = nlp;
            return this;
        }

        public Builder requestData(@Nullable RawJson requestData) {
            this.requestData = requestData;
            return this;
        }

        public Builder data(@Nullable RawJson data) {
            this.data = data;
            return this;
        }

        public Builder responseData(@Nullable RawJson responseData) {
            this.responseData = responseData;
            return this;
        }

        public Builder utterances(@Nullable RawJson utterances) {
            this.utterances = utterances;
            return this;
        }

        public Builder processingTimeMs(@Nullable Integer processingTimeMs) {
            this.processingTimeMs = processingTimeMs;
            return this;
        }

        public Builder exception(@Nullable String exception) {
            this.exception = exception;
            return this;
        }

        public Builder comment(@Nullable String comment) {
            this.comment = comment;
            return this;
        }

        public Builder livechat(boolean livechat) {
            this.livechat = livechat;
            return this;
        }

        public Builder operator(@Nullable Operator operator) {
            this.operator = operator;
            return this;
        }

        public Builder pageName(@Nullable String pageName) {
            this.pageName = pageName;
            return this;
        }

        public Builder previousPageName(@Nullable String previousPageName) {
            this.previousPageName = previousPageName;
            return this;
        }

        public Builder call(PhoneCall call) {
            this.call = call;
            return this;
        }

        PhoneCall call() {
            return call;
        }

        public Builder test(boolean test) {
            this.test = test;
            return this;
        }

        public Builder analytics(Analytics analytics) {
            this.analytics = analytics;
            return this;
        }

        public Builder usage(Usage usage) {
            this.usage = usage;
            return this;
        }

        public Turn build() {
            return new Turn(
                    questionId,
                    time,
                    question,
                    event,
                    textAnswer,
                    nlp,
                    requestData,
                    data,
                    responseData,
                    utterances,
                    processingTimeMs,
                    exception,
                    comment,
                    livechat,
                    operator,
                    pageName,
                    previousPageName,
                    call,
                    test,
                    analytics,
                    usage);
        }
    }
}
