// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.core.log.Operator;
import io.parley.core.log.Origin;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.RawJson;
import io.parley.demo.BotProfile.Direction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data that all messages of a session share.
 *
 * @param test whether it comes from the test widget
 * @param pages pages of the web site that the client visits; empty for other channels
 * @param operator the human agent who may take over
 * @param callFile path of the call's recording; null in text channels
 */
record SessionContext(
        Origin origin,
        DialogVariables facts,
        boolean test,
        PhoneCall call,
        List<String> pages,
        Operator operator,
        @Nullable String callFile) {
    private static final List<Operator> RUSSIAN_OPERATORS = List.of(
            new Operator("op-1", "Кира", "Лебедева", "https://img.example.org/kira.png", "livechat"),
            new Operator("op-2", "Роман", null, null, "livechat"));
    private static final List<Operator> ENGLISH_OPERATORS = List.of(
            new Operator("op-3", "Grace", "Bennett", "https://img.example.org/grace.png", "livechat"),
            new Operator("op-4", "Sam", null, null, "livechat"));
    private static final List<String> PAGES_IN_RUSSIAN = List.of("Главная", "Карты", "Вклады", "Тарифы", "Контакты");
    private static final List<String> PAGES_IN_ENGLISH = List.of("Home", "Cards", "Savings", "Prices", "Contact");
    private static final List<Long> CAMPAIGNS = List.of(40_117L, 40_118L, 40_125L);

    static SessionContext of(BotProfile stage, String botId, DemoClient client, Instant start, RandomChoice dice) {
        DemoBot bot = stage.bot();
        String sessionId = "%s-%s-%s-%s".formatted(bot.channelType(), botId, client.id(), dice.uuid());
        Origin origin = new Origin(botId, bot.channelType(), client.id(), client.names(), sessionId);
        DialogVariables facts = DialogVariables.of(
                dice, bot.language(), client.names(), stage.repertoire().products());
        boolean widget = bot.channelType().equals("chatwidget");
        boolean russian = bot.language().equals("ru");
        List<String> site = russian ? PAGES_IN_RUSSIAN : PAGES_IN_ENGLISH;
        String file = "%s/%s/%s".formatted(start.atOffset(ZoneOffset.UTC).toLocalDate(), client.id(), dice.uuid());
        return new SessionContext(
                origin,
                facts,
                widget && dice.chance(0.04),
                call(stage.direction(), file, dice),
                widget ? site : List.of(),
                dice.oneOf(russian ? RUSSIAN_OPERATORS : ENGLISH_OPERATORS),
                stage.direction().phone() ? file : null);
    }

    private static PhoneCall call(Direction direction, String file, RandomChoice dice) {
        // Only some calls are recorded.
        String recording = dice.chance(0.85) ? "https://recordings.example.org/" + file + ".mp3" : null;
        return switch (direction) {
            case WRITTEN -> PhoneCall.NONE;
            case INCOMING -> new PhoneCall(null, true, recording);
            case OUTGOING -> new PhoneCall(dice.oneOf(CAMPAIGNS), false, recording);
        };
    }

    String sessionId() {
        // Every bot of the demo provides a session id.
        return String.valueOf(origin.sessionId());
    }

    /** Returns the data that accompanies the phrase in a request. */
    ObjectNode requestData(boolean withOperator) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (test) {
            json.put("isTestChannel", true);
        }
        if (callFile == null) {
            json.putObject("livechatStatus").put("enabled", withOperator);
        } else {
            json.putObject("resterisk")
                    .put("callRecordingFile", callFile)
                    .put("channel", "SIP/demo-" + callFile.substring(callFile.length() - 8))
                    .put("isIncoming", call.incoming());
        }
        return json;
    }

    /** Returns the result of speech recognition. */
    RawJson utterances(String questionId, Instant at, String phrase) {
        ObjectNode heard = JsonNodeFactory.instance
                .objectNode()
                .put("requestId", questionId)
                .put("createdAt", at.toEpochMilli())
                .put("text", phrase)
                .put("status", "Ok")
                .put("resourcePath", callFile + "/" + questionId.substring(0, 4));
        return RawJson.object("utterances", JsonNodeFactory.instance.arrayNode().add(heard));
    }
}
