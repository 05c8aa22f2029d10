// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.ClientNames;
import io.parley.core.log.Nlp;
import io.parley.core.log.Operator;
import io.parley.core.log.Piece;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A piece as {@code POST /api/v1/ingest/pieces} takes it. */
final class PieceJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PieceJson() {}

    static ObjectNode of(Piece piece) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", piece.id());
        json.put("conversationId", piece.conversationId());
        json.put("author", piece.author().name().toLowerCase(Locale.ROOT));
        put(json, "botId", piece.botId());
        put(json, "channelType", piece.channelType());
        json.put("timestamp", piece.time().toString());
        if (piece.clientId() != null) {
            ObjectNode client = json.putObject("client").put("id", piece.clientId());
            ClientNames names = piece.clientNames();
            put(client, "firstName", Json.mended(names.firstName()));
            put(client, "lastName", Json.mended(names.lastName()));
            put(client, "username", names.username());
        }
        put(json, "sessionId", piece.sessionId());
        if (piece.position() != null) {
            json.put("position", piece.position());
        }
        put(json, "text", Json.mended(piece.text()));
        put(json, "event", piece.event());
        if (piece.payload() != null) {
            json.set("payload", JSON.readTree(piece.payload().text()));
        }
        put(json, "replyTo", piece.replyTo());
        put(json, "belongsTo", piece.belongsTo());
        if (piece.endsSession()) {
            json.put("endsSession", true);
        }
        Operator operator = piece.operator();
        if (operator != null) {
            ObjectNode info = json.putObject("operatorInfo").put("id", operator.id());
            put(info, "firstName", operator.firstName());
            put(info, "photoUrl", operator.photoUrl());
        }
        nlp(json, piece.nlp());
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        names(usage, "models", piece.usage().models());
        names(usage, "tools", piece.usage().tools());
        if (!usage.isEmpty()) {
            json.set("usage", usage);
        }
        if (piece.version() != null) {
            json.put("version", piece.version());
        }
        return json;
    }

    private static void nlp(ObjectNode json, Nlp nlp) {
        put(json, "intent", nlp.saidIntent());
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        put(info, "nlpState", nlp.state());
        put(info, "nlpClass", nlp.nlpClass());
        put(info, "rule", nlp.rule());
        put(info, "ruleType", nlp.ruleType());
        if (nlp.confidence() != null) {
            info.put("confidence", nlp.confidence());
        }
        if (!info.isEmpty()) {
            json.set("nlpInfo", info);
        }
    }

    private static void names(ObjectNode usage, String member, List<String> names) {
        if (!names.isEmpty()) {
            ArrayNode list = usage.putArray(member);
            names.forEach(list::add);
        }
    }

    private static void put(ObjectNode json, String member, @Nullable String text) {
        if (text != null) {
            json.put(member, text);
        }
    }
}
