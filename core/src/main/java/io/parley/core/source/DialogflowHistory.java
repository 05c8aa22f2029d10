// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.Nlp;
import io.parley.core.log.Piece;
import io.parley.core.log.RawJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Turns of Dialogflow CX: interactions of the API's conversations, and rows of the export to BigQuery. */
final class DialogflowHistory implements Translator {
    private static final String CHANNEL = "dialogflow";
    private static final Pattern AGENT = Pattern.compile("/agents/(?<agent>[^/]+)");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SourceOptions options;

    DialogflowHistory(SourceOptions options) {
        this.options = options;
    }

    @Override
    public void read(Entry entry, Output out) {
        JsonNode turn = entry.value();
        String row = Json.text(turn, "conversation_name");
        String name = row == null ? entry.around("name").asString("") : row;
        if (name.isBlank()) {
            throw new SourceException("the name of the conversation is missing");
        }
        Matcher agent = AGENT.matcher(name);
        String ofName = agent.find() ? agent.group("agent") : null;
        String agentId = Json.text(turn, "agent_id");
        String bot = options.botId(agentId == null ? ofName : agentId, "my-agent");
        String conversation = name.substring(name.lastIndexOf('/') + 1);
        Instant time = Times.of(turn, options, "createTime", "create_time", "request_time");
        if (time == null) {
            throw new SourceException("the time of the turn is missing: createTime, or request_time");
        }
        JsonNode request = json(turn, "request");
        JsonNode response = json(turn, "response");
        JsonNode input = either(request, "queryInput", "query_input");
        JsonNode result = either(response, "queryResult", "query_result");
        String said = Json.text(turn, "requestUtterances", "request_utterances");
        String question = said != null ? said : Json.text(input.path("text"), "text");
        String event = Json.text(input.path("event"), "event");
        String digits = Json.text(input.path("dtmf"), "digits");
        String written = Json.text(turn, "responseUtterances", "response_utterances");
        String answer = written != null ? written : answer(result);
        String position = Json.text(turn, "turn_position");
        String id = Json.id(conversation, time, position, question, event);
        if (question == null && event == null && digits == null && answer == null) {
            out.leaveOut("turns without content");
            return;
        }
        Long place = position == null ? null : Long.valueOf(position.matches("\\d{1,9}") ? position : "0");
        boolean isAsked = question != null || event != null || digits != null;
        if (isAsked) {
            out.piece(Piece.builder(conversation, id, Piece.Author.CLIENT, time)
                    .position(place == null ? null : place * 2)
                    .botId(bot)
                    .channelType(options.channelType(null, CHANNEL))
                    .sessionId(conversation)
                    .text(question)
                    .event(question == null ? event == null ? "dtmf" : event : null)
                    .payload(
                            digits == null
                                    ? null
                                    : RawJson.object(
                                            "digits", input.path("dtmf").path("digits")))
                    .nlp(nlp(result))
                    .build());
        }
        if (answer != null) {
            out.piece(Piece.builder(conversation, Json.id(id, "answer"), Piece.Author.BOT, time.plusMillis(1))
                    .position(place == null ? null : place * 2 + 1)
                    .botId(bot)
                    .channelType(options.channelType(null, CHANNEL))
                    .sessionId(conversation)
                    .replyTo(isAsked ? id : null)
                    .text(answer)
                    .build());
        }
    }

    /** Returns a member as JSON; BigQuery's export may have it as a text. */
    private static JsonNode json(JsonNode turn, String member) {
        JsonNode value = turn.path(member);
        if (!value.isString()) {
            return value;
        }
        try {
            return JSON.readTree(value.stringValue());
        } catch (JacksonException broken) {
            throw new SourceException(member + " is no JSON");
        }
    }

    private static JsonNode either(JsonNode node, String first, String second) {
        return node.has(first) ? node.path(first) : node.has(second) ? node.path(second) : MissingNode.getInstance();
    }

    private static @Nullable String answer(JsonNode result) {
        List<@Nullable String> texts = new ArrayList<>();
        either(result, "responseMessages", "response_messages")
                .forEach(message -> message.path("text").path("text").forEach(text -> texts.add(text.asString(""))));
        return Json.joined(texts, "\n\n");
    }

    private static Nlp nlp(JsonNode result) {
        JsonNode match = result.path("match");
        String state = Json.text(either(result, "currentPage", "current_page"), "displayName", "display_name");
        String intent = Json.text(match.path("intent"), "displayName", "display_name");
        String type = Json.text(match, "matchType", "match_type");
        double sure = match.path("confidence").asDouble(-1);
        return new Nlp(state, null, null, null, null, sure < 0 || sure > 1 ? null : sure, null, null)
                .saying(intent, "NO_MATCH".equals(type) ? Boolean.TRUE : null);
    }
}
