// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import io.parley.core.log.Analytics;
import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Nlp;
import io.parley.core.log.Operator;
import io.parley.core.log.Origin;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.RawJson;
import io.parley.core.log.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages with a secret in every text. */
final class SecretBearingMessages {
    static final String BOT = "bot-1";

    private SecretBearingMessages() {}

    /** Returns a message of a client with the word everywhere, including the client's name, but not in the id. */
    static LogRecord.Message everywhere(
            String clientId, String sessionId, String questionId, Instant time, String secret) {
        return new LogRecord.Message(
                new Origin(
                        BOT,
                        "telegram",
                        clientId,
                        new ClientNames(secret + "First", secret + "Last", secret + "Login"),
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
                        .requestData(new RawJson("{\"request\":\"" + secret + "\"}"))
                        .data(new RawJson("{\"isTestChannel\":true,\"data\":\"" + secret + "\"}"))
                        .responseData(new RawJson(
                                "{\"replies\":[{\"type\":\"switch\",\"firstMessage\":\"" + secret + "\"}]}"))
                        .utterances(new RawJson("{\"utterances\":[\"" + secret + "\"]}"))
                        .processingTimeMs(17)
                        .exception(secret + " exception")
                        .comment(secret + " comment")
                        .livechat(true)
                        .operator(new Operator("op", secret, secret, secret, "telegram"))
                        .pageName(secret)
                        .previousPageName(secret)
                        .call(new PhoneCall(5L, true, secret + ".wav"))
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
                new Origin(BOT, "telegram", clientId, ClientNames.NONE, sessionId),
                Turn.builder(questionId, time)
                        .question(question)
                        .textAnswer("answer to " + question)
                        .build());
    }
}
