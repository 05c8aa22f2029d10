package io.parley.bench;

import io.parley.core.log.LogRecord;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Messages as bots send them, about 1 KB each. */
final class Wire {
    private static final String PADDING = "x".repeat(300);

    private Wire() {}

    /** A line of NDJSON, with its end. */
    static byte[] line(LogRecord.Message message) {
        ObjectNode line = Product.JSON.createObjectNode();
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
                Product.JSON.readTree(
                        message.turn().responseData() == null ? "{}" : message.turn().responseData().text()));
        line.putObject("data").put("padding", PADDING);
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
