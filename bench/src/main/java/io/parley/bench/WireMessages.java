// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import io.parley.core.log.LogRecord;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Serialiser of messages in the form sent by bots, about 1 KB each. */
final class WireMessages {
    private static final String PADDING = "x".repeat(300);

    private WireMessages() {}

    /** Returns a line of NDJSON, including the line break. */
    static byte[] line(LogRecord.Message message) {
        ObjectNode line = ServerProcess.JSON.createObjectNode();
        line.put("questionId", message.turn().questionId())
                .put("sessionId", message.origin().sessionId())
                .put("botId", message.origin().botId())
                .put("channelType", message.origin().channelType())
                .put("timestamp", message.turn().time().toEpochMilli())
                .put("question", message.turn().question())
                .put("event", message.turn().event())
                .put("textAnswer", message.turn().textAnswer());
        line.putObject("client").put("id", message.origin().clientId());
        line.putObject("nlpInfo")
                .put("nlpState", message.turn().nlp().state())
                .put("nlpClass", message.turn().nlp().nlpClass());
        line.set(
                "responseData",
                ServerProcess.JSON.readTree(
                        message.turn().responseData() == null
                                ? "{}"
                                : message.turn().responseData().text()));
        line.putObject("data").put("padding", PADDING);
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a log in the format of JAICF. */
    static byte[] log(LogRecord.Message message) {
        ObjectNode log = ServerProcess.JSON.createObjectNode();
        String user = message.origin().channelType() + "-" + message.origin().botId() + "-"
                + message.origin().clientId();
        log.put("bot", message.origin().botId())
                .put("botId", message.origin().botId())
                .put("channel", message.origin().channelType())
                .put("channelType", message.origin().channelType())
                .put("userId", user)
                .put("questionId", message.turn().questionId())
                .put("query", message.turn().question())
                .put("timestamp", message.turn().time().toEpochMilli())
                .put("processingTime", 20)
                .put("sessionId", message.origin().sessionId())
                .put("isNewSession", false)
                .put("isNewUser", false);
        log.putObject("user").put("id", message.origin().clientId());
        ObjectNode request = log.putObject("request")
                .put("type", "query")
                .put("query", message.turn().question());
        request.putObject("requestData").put("padding", PADDING);
        log.putObject("nlpInfo")
                .put("fromState", "/")
                .put("nlpClass", message.turn().nlp().state())
                .put("confidence", 1.0)
                .put("rule", "hello")
                .put("ruleType", "regexActivator");
        ObjectNode response = log.putObject("response").putObject("responseData");
        response.put("nlpClass", message.turn().nlp().state())
                .put("sessionId", message.origin().sessionId());
        response.putArray("replies")
                .addObject()
                .put("type", "text")
                .put("text", message.turn().textAnswer())
                .put("state", message.turn().nlp().state());
        response.putObject("analytics");
        return log.toString().getBytes(StandardCharsets.UTF_8);
    }
}
