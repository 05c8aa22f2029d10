// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import io.parley.core.log.Analytics;
import io.parley.core.log.Call;
import io.parley.core.log.Json;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Names;
import io.parley.core.log.Nlp;
import io.parley.core.log.Operator;
import io.parley.core.log.Origin;
import io.parley.core.log.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages with a secret in every text. */
final class Told {
    static final String BOT = "bot-1";

    private Told() {}

    /** Returns a message of a client with the word everywhere, including the client's name, but not in the id. */
    static LogRecord.Message everywhere(
            String clientId, String sessionId, String questionId, Instant time, String secret) {
        return new LogRecord.Message(
                new Origin(
                        BOT,
                        "telegram",
                        clientId,
                        new Names(secret + "First", secret + "Last", secret + "Login"),
                        sessionId),
                Turn.builder(questionId, time)
                        .question(secret + " question")
                        .textAnswer(secret + " answer")
                        .nlp(new Nlp(
                                "/state",
                                "/class",
                                "/from",
                                secret + "pattern",
                                secret + "found",
                                0.5,
                                "rule",
                                "RegexActivator"))
                        .requestData(new Json("{\"request\":\"" + secret + "\"}"))
                        .data(new Json("{\"isTestChannel\":true,\"data\":\"" + secret + "\"}"))
                        .responseData(
                                new Json("{\"replies\":[{\"type\":\"switch\",\"firstMessage\":\"" + secret + "\"}]}"))
                        .utterances(new Json("{\"utterances\":[\"" + secret + "\"]}"))
                        .processingTimeMs(17)
                        .exception(secret + " exception")
                        .comment(secret + " comment")
                        .livechat(true)
                        .operator(new Operator("op", secret, secret, secret, "telegram"))
                        .pageName(secret)
                        .previousPageName(secret)
                        .call(new Call(5L, true, secret + ".wav"))
                        .test(true)
                        .analytics(new Analytics(
                                "done",
                                Map.of("header", secret),
                                List.of("vip"),
                                List.of(),
                                4.0,
                                List.of("topic"),
                                List.of("action"),
                                true,
                                new Analytics.TextCampaign("camp", "agreed")))
                        .build());
    }

    static LogRecord.Message plain(
            String clientId, String sessionId, String questionId, Instant time, String question) {
        return new LogRecord.Message(
                new Origin(BOT, "telegram", clientId, Names.NONE, sessionId),
                Turn.builder(questionId, time)
                        .question(question)
                        .textAnswer("answer to " + question)
                        .build());
    }
}
