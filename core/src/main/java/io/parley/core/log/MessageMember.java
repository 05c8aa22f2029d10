// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What a report of a part of a message may give by itself, while all else of the message stays. Members are in the order of the canonical record.
 */
public enum MessageMember {
    /** The client and the channel's type; where the message belongs, which {@link Turn} does not know. */
    CLIENT(List.of("client", "channelType"), (to, from) -> {}),
    /** The session; where the message belongs, too. */
    SESSION("sessionId", (to, from) -> {}),
    TIME("timestamp", (to, from) -> to.time(from.time())),
    QUESTION("question", (to, from) -> to.question(from.question())),
    EVENT("event", (to, from) -> to.event(from.event())),
    TEXT_ANSWER("textAnswer", (to, from) -> to.textAnswer(from.textAnswer())),
    NLP(List.of("nlpInfo", "intent", "unrecognised"), (to, from) -> to.nlp(from.nlp())),
    REQUEST_DATA("requestData", (to, from) -> to.requestData(from.requestData())),
    DATA("data", (to, from) -> to.data(from.data()).test(from.test())),
    RESPONSE_DATA("responseData", (to, from) -> to.responseData(from.responseData())),
    UTTERANCES("utterancesJson", (to, from) -> to.utterances(from.utterances())),
    PROCESSING_TIME("processingTime", (to, from) -> to.processingTimeMs(from.processingTimeMs())),
    EXCEPTION("exception", (to, from) -> to.exception(from.exception())),
    COMMENT("comment", (to, from) -> to.comment(from.comment())),
    LIVECHAT("isLivechat", (to, from) -> to.livechat(from.livechat())),
    OPERATOR("operatorInfo", (to, from) -> to.operator(from.operator())),
    PAGE_NAME("pageName", (to, from) -> to.pageName(from.pageName())),
    PREVIOUS_PAGE_NAME("previousPageName", (to, from) -> to.previousPageName(from.previousPageName())),
    CALL_TASK("callTaskId", (to, from) -> to.call(to.call().withTask(from.call()))),
    CALL_DIRECTION("isCallIncoming", (to, from) -> to.call(to.call().withDirection(from.call()))),
    CALL_RECORDING("audioFileUrl", (to, from) -> to.call(to.call().withRecording(from.call()))),
    ANALYTICS("analytics", (to, from) -> to.analytics(from.analytics())),
    USAGE("usage", (to, from) -> to.usage(from.usage()));

    /** All members: those of a report that is not a part. */
    public static final Set<MessageMember> ALL = Set.copyOf(EnumSet.allOf(MessageMember.class));

    private final List<String> names;
    private final BiConsumer<Turn.Builder, Turn> copy;

    MessageMember(String name, BiConsumer<Turn.Builder, Turn> copy) {
        this(List.of(name), copy);
    }

    /**
     * Declares a member.
     *
     * @param names what it is called in the canonical record, any of them
     * @param copy puts the turn's value of it into another one
     */
    MessageMember(List<String> names, BiConsumer<Turn.Builder, Turn> copy) {
        this.names = names;
        this.copy = copy;
    }

    /** The members that a canonical record has. */
    public static Set<MessageMember> of(Predicate<String> hasMember) {
        Set<MessageMember> members = EnumSet.noneOf(MessageMember.class);
        Arrays.stream(values())
                .filter(member -> member.names.stream().anyMatch(hasMember))
                .forEach(members::add);
        return members;
    }

    /** Puts the turn's value of this member into another turn. */
    void copy(Turn.Builder to, Turn from) {
        copy.accept(to, from);
    }
}
