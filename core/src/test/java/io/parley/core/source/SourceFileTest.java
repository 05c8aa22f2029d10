// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SourceFileTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Options with a bot, which most formats need. */
    static final SourceOptions BOT = new SourceOptions(
            "b", null, null, Instant.parse("2026-09-01T00:00:00Z"), Duration.ofSeconds(10), null, null);

    static final SourceOptions CHAT =
            new SourceOptions(null, null, ZoneId.of("Europe/Moscow"), null, SourceOptions.STEP, "Shop", null);

    /** What a file became. */
    record Import(
            @Nullable SourceFormat format,
            List<ImportedRecord> records,
            List<String> problems,
            Map<String, Integer> leftOut) {
        /** Author and content of each piece. */
        List<String> said() {
            return records.stream()
                    .map(record -> record.json().path("author").asString("?") + ": "
                            + record.json()
                                    .path(record.json().has("text") ? "text" : "event")
                                    .asString(""))
                    .toList();
        }

        JsonNode json(int index) {
            return records.get(index).json();
        }

        /** The records by conversation and id, as a store that has them once. */
        Map<String, String> stored() {
            Map<String, String> stored = new TreeMap<>();
            records.forEach(record -> stored.put(
                    record.json().path("conversationId").asString("") + " " + record.id(),
                    record.json().toString()));
            return stored;
        }
    }

    static Import read(@Nullable SourceFormat format, SourceOptions options, String text) {
        List<ImportedRecord> records = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        SourceFile file = new SourceFile(format, options, new SourceFile.Receiver() {
            @Override
            public void record(ImportedRecord record) {
                records.add(record);
            }

            @Override
            public void problem(String place, String reason) {
                problems.add(place + ": " + reason);
            }
        });
        try {
            SourceFormat found = file.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            return new Import(found, records, problems, file.leftOut());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Import read(SourceOptions options, String text) {
        return read(null, options, text);
    }

    private static void assertSameTwiceAndInHalves(SourceOptions options, String first, String second) {
        Import whole = read(options, first + second);
        assertThat(whole.problems()).isEmpty();
        assertThat(read(options, first + second)).isEqualTo(whole);
        Map<String, String> halves = new LinkedHashMap<>(read(options, second).stored());
        halves.putAll(read(options, first).stored());
        assertThat(new TreeMap<>(halves))
                .isEqualTo(whole.stored())
                .hasSize(whole.records().size());
    }

    // ---- Parley's own formats

    private static final String MESSAGE =
            "{\"questionId\":\"%s\",\"botId\":\"x\",\"channelType\":\"vk\",\"client\":{\"id\":\"c\"},\"timestamp\":1,\"question\":\"q\"}";

    @Test
    void messagesAreReadAsLinesArraysAndAnswersOfTheApi() {
        String one = MESSAGE.formatted("1");
        String two = MESSAGE.formatted("2");
        for (String text : List.of(
                one + "\n\n" + two + "\n",
                "[" + one + ",\n" + two + "]",
                "{\"messages\":[" + one + "," + two + "],\"paging\":{\"totalCount\":2}}",
                "{\n\"paging\": {},\n\"messages\":[\n" + one + ",\n" + two + "]}",
                "\uFEFF" + one + "\r\n" + two)) {
            Import result = read(SourceOptions.NONE, text);
            assertThat(result.format()).as(text).isEqualTo(SourceFormat.MESSAGES);
            assertThat(result.records()).as(text).extracting(ImportedRecord::id).containsExactly("1", "2");
            assertThat(result.records()).extracting(ImportedRecord::kind).containsOnly(ImportedRecord.Kind.MESSAGES);
        }
        assertThat(read(BOT, one).json(0).get("botId").stringValue()).isEqualTo("b");
    }

    @Test
    void piecesGoToTheirOwnCall() {
        Import result = read(
                SourceOptions.NONE, "{\"id\":\"1\",\"author\":\"client\",\"text\":\"hi\",\"payload\":[{\"a\":1}]}");
        assertThat(result.format()).isEqualTo(SourceFormat.PIECES);
        assertThat(result.records()).extracting(ImportedRecord::kind).containsExactly(ImportedRecord.Kind.PIECES);
    }

    @Test
    void aDamagedLineCostsItselfAndIsNamed() {
        Import result = read(
                SourceOptions.NONE, "{\"broken\n" + MESSAGE.formatted("1") + "\nnothing\n" + MESSAGE.formatted("2"));
        assertThat(result.records()).extracting(ImportedRecord::place).containsExactly("line 2", "line 4");
        assertThat(result.problems()).hasSize(2);
        assertThat(result.problems().get(0)).startsWith("line 1: no JSON");
        assertThat(result.problems().get(1)).startsWith("line 3: no JSON");
    }

    @Test
    void aDocumentThatBreaksOffGivesWhatStandsBefore() {
        Import result =
                read(SourceOptions.NONE, "[" + MESSAGE.formatted("1") + ",\n" + MESSAGE.formatted("2") + ",\n{\"quest");
        assertThat(result.records()).extracting(ImportedRecord::place).containsExactly("$[0]", "$[1]");
        assertThat(result.problems()).singleElement().asString().contains("line 3", "the rest of the file is not read");
    }

    @Test
    void aLargeObjectIsReadMemberByMember() {
        StringBuilder text = new StringBuilder("{\"paging\":{},\"messages\":[\n");
        int count = 60_000;
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",\n").append(MESSAGE.formatted(String.valueOf(i)));
        }
        Import result =
                read(SourceOptions.NONE, text.append("],\"more\":{\"a\":[1]}}").toString());
        assertThat(result.problems()).isEmpty();
        assertThat(result.records()).hasSize(count);
        assertThat(result.records().getLast().place()).isEqualTo("$.messages[59999]");
    }

    @Test
    void aLargeObjectThatNoFormatFitsIsNotKept() {
        String member = ",\"%d\":{\"x\":\"" + "y".repeat(10_000) + "\"}";
        StringBuilder text = new StringBuilder("{\"a\":1");
        for (int i = 0; i < 3_000; i++) {
            text.append(member.formatted(i));
        }
        Import result = read(SourceOptions.NONE, text.append("}").toString());
        assertThat(result.format()).isNull();
        assertThat(result.records()).isEmpty();
    }

    @Test
    void aFileThatNoFormatFitsGivesNothing() {
        for (String text : List.of(
                "", "\n\n", "a,b\n1,2", "{\"a\":1}", "[1,2]", "[[]]", "{", "\u0000\u0001", "a\n".repeat(1000))) {
            Import result = read(SourceOptions.NONE, text);
            assertThat(result.format()).as(text).isNull();
            assertThat(result.records()).isEmpty();
            assertThat(result.problems()).isEmpty();
        }
    }

    // ---- Language models

    private static final String OPENAI_1 = """
            {"messages":[{"role":"system","content":"Be kind"},{"role":"user","content":"Where is it?"},{"role":"assistant","content":"On its way"}],"user":"u1","created_at":1788000000,"model":"m-1"}
            """;
    private static final String OPENAI_2 = """
            {"id":"c2","created_at":1788000100,"messages":[{"role":"user","content":[{"type":"text","text":"And"},{"type":"image_url"},{"type":"text","text":"this?"}]},{"role":"assistant","content":null,"tool_calls":[{"function":{"name":"find"}}]},{"role":"tool","content":"{}"},{"role":"assistant","content":"Here"}]}
            """;

    @Test
    void conversationsOfLanguageModelsAreSessions() {
        Import result = read(BOT, OPENAI_1 + OPENAI_2);
        assertThat(result.format()).isEqualTo(SourceFormat.OPENAI);
        assertThat(result.said())
                .containsExactly("client: Where is it?", "bot: On its way", "client: And\nthis?", "bot: ", "bot: Here");
        assertThat(result.leftOut()).isEqualTo(Map.of("system prompts", 1, "tool results", 1));
        assertThat(result.json(0).at("/client/id").stringValue()).isEqualTo("u1");
        assertThat(result.json(1).at("/usage/models/0").stringValue()).isEqualTo("m-1");
        assertThat(result.json(3).at("/usage/tools/0").stringValue()).isEqualTo("find");
        assertThat(result.json(2).get("sessionId").stringValue()).isEqualTo("c2");
        assertSameTwiceAndInHalves(BOT, OPENAI_1, OPENAI_2);
    }

    @Test
    void equalConversationsOfOneFileAreToldApart() {
        String line = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}\n";
        Import result = read(BOT, line + line);
        assertThat(result.stored()).hasSize(2);
        assertThat(result.json(0).get("timestamp").stringValue()).isEqualTo("2026-09-01T00:00:00Z");
        assertThat(result.json(1).get("timestamp").stringValue()).isEqualTo("2026-09-01T00:00:10Z");
    }

    @Test
    void shareGptIsRead() {
        Import result = read(BOT, """
                [{"id":"s1","conversations":[{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"}]},
                 {"id":"s2","conversations":[{"from":"human","value":"Bye"},{"value":"?"}]}]
                """);
        assertThat(result.format()).isEqualTo(SourceFormat.SHAREGPT);
        assertThat(result.said()).containsExactly("client: Hi", "bot: Hello");
        assertThat(result.problems()).containsExactly("$[1]: the message 1 has no role");
    }

    @Test
    void whatAFileLacksIsAskedForByName() {
        assertThatThrownBy(() -> read(SourceOptions.NONE, OPENAI_1))
                .isInstanceOf(MissingOptionException.class)
                .hasMessageContaining("--bot-id my-bot");
        SourceOptions timeless = new SourceOptions("b", null, null, null, SourceOptions.STEP, null, null);
        assertThatThrownBy(() -> read(timeless, "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .hasMessageContaining("--start 20");
        assertThatThrownBy(() -> read(SourceOptions.NONE, WHATSAPP)).hasMessageContaining("--bot-name Anna");
        SourceOptions named = new SourceOptions(null, null, null, null, SourceOptions.STEP, "Shop", null);
        assertThatThrownBy(() -> read(named, WHATSAPP)).hasMessageContaining("--zone");
        assertThatThrownBy(() -> read(CHAT, "01/02/2026, 10:00 - Anna: hi\n01/02/2026, 10:01 - Shop: hi"))
                .hasMessageContaining("--date-order dmy");
    }

    @Test
    void ofAChatGptTreeTheShownBranchCounts() {
        Import result = read(SourceOptions.NONE, """
                [{"title":"t","create_time":1788000000.5,"conversation_id":"g1","current_node":"n4","mapping":{
                 "root":{"id":"root","message":null,"parent":null,"children":["n1"]},
                 "n1":{"message":{"id":"n1","author":{"role":"user"},"create_time":1788000001.25,"content":{"content_type":"text","parts":["Hi"]}},"parent":"root"},
                 "n2":{"message":{"id":"n2","author":{"role":"assistant"},"create_time":1788000002,"content":{"parts":["discarded"]}},"parent":"n1"},
                 "n3":{"message":{"id":"n3","author":{"role":"tool"},"content":{"parts":["result"]}},"parent":"n1"},
                 "n4":{"message":{"id":"n4","author":{"role":"assistant"},"metadata":{"model_slug":"m-4"},"content":{"parts":["Hello",{"x":1}]}},"parent":"n3"}}},
                 {"mapping":{},"conversation_id":"g2"}]
                """);
        assertThat(result.format()).isEqualTo(SourceFormat.CHATGPT);
        assertThat(result.said()).containsExactly("client: Hi", "bot: Hello");
        assertThat(result.json(0).get("timestamp").stringValue()).isEqualTo("2026-08-29T10:40:01.250Z");
        assertThat(result.json(1).at("/usage/models/0").stringValue()).isEqualTo("m-4");
        assertThat(result.problems()).containsExactly("$[1]: current_node is missing");
    }

    // ---- Frameworks

    private static final String RASA = """
            {"sender_id":"s","event":"session_started","timestamp":1788000000.1,"metadata":{"assistant_id":"a"}}
            {"sender_id":"s","event":"user","timestamp":1788000001.2,"text":"Hi","input_channel":"rest","parse_data":{"intent":{"name":"greet","confidence":0.9}},"metadata":{"assistant_id":"a"}}
            """;
    private static final String RASA_2 = """
            {"sender_id":"s","event":"slot","timestamp":1788000001.3,"name":"x","value":1,"metadata":{"assistant_id":"a"}}
            {"sender_id":"s","event":"bot","timestamp":1788000001.4,"text":"Hello","data":{"buttons":null},"metadata":{"assistant_id":"a","utter_action":"utter_greet"}}
            {"sender_id":"s","event":"user","timestamp":1788000002.4,"text":"/restart{\\"a\\":1}","input_channel":"rest","metadata":{"assistant_id":"a"}}
            """;

    @Test
    void eventsOfRasaAreRead() {
        Import result = read(SourceOptions.NONE, RASA + RASA_2);
        assertThat(result.format()).isEqualTo(SourceFormat.RASA);
        assertThat(result.said()).containsExactly("system: ", "client: Hi", "bot: Hello", "client: restart");
        assertThat(result.json(1).get("intent").stringValue()).isEqualTo("greet");
        assertThat(result.json(2).at("/nlpInfo/nlpState").stringValue()).isEqualTo("utter_greet");
        assertThat(result.json(0).get("sessionId").stringValue()).isEqualTo("s/2026-08-29T10:40:00.100Z");
        SourceOptions channel = new SourceOptions(null, "rest", null, null, SourceOptions.STEP, null, null);
        assertSameTwiceAndInHalves(channel, RASA, RASA_2);
    }

    @Test
    void inATrackerTheOrderOfTheListCounts() {
        Import result = read(BOT, """
                {"sender_id":"s","slots":{},"latest_message":{"text":"Hi"},"events":[
                {"event":"action","name":"action_listen","timestamp":1517821726.211031},
                {"event":"user","text":"Hi","timestamp":1517821726.200036,"parse_data":{"intent":{"name":"nlu_fallback","confidence":0.3}}},
                {"event":"action","name":"utter_ask","timestamp":1517821726.3},
                {"event":"bot","text":"What?","timestamp":1517821726.1},
                {"event":"bot","text":"no time"}]}
                """);
        assertThat(result.said()).containsExactly("client: Hi", "bot: What?");
        assertThat(result.json(0).get("timestamp")).isEqualTo(JSON.readTree("\"2018-02-05T09:08:46.211031Z\""));
        assertThat(result.json(0).at("/nlpInfo/ruleType").stringValue()).isEqualTo("catchAllActivator");
        assertThat(result.json(1).at("/nlpInfo/nlpState").stringValue()).isEqualTo("utter_ask");
        assertThat(result.problems()).singleElement().asString().contains("events[4]", "timestamp");
    }

    private static final String ACTIVITIES = """
            [{"type":"conversationUpdate","id":"0","timestamp":"2026-09-01T10:00:00Z","channelId":"msteams","conversation":{"id":"k"},"from":{"id":"u","role":"user"},"recipient":{"id":"bot1","role":"bot"}},
            {"type":"message","id":"1","timestamp":"2026-09-01T10:00:01Z","channelId":"msteams","conversation":{"id":"k"},"from":{"id":"u","name":"Ann","role":"user"},"recipient":{"id":"bot1","role":"bot"},"text":"Hi"},
            {"type":"trace","id":"2","conversation":{"id":"k"},"from":{"id":"bot1","role":"bot"},"replyToId":"1","value":{"recognizerResult":{"intents":{"Greet":{"score":0.8}}}}},
            {"type":"typing","conversation":{"id":"k"},"from":{"id":"bot1","role":"bot"}},
            {"type":"message","id":"3","replyToId":"1","conversation":{"id":"k"},"from":{"id":"bot1","role":"bot"},"text":"Hello"},
            {"conversation":{"id":"k"}},
            {"type":"message","id":"4","conversation":{"id":"k"},"from":{"id":"u","role":"user"},"value":{"answer":1}},
            {"type":"endOfConversation","id":"5","conversation":{"id":"k"},"from":{"id":"bot1","role":"bot"}}]""";

    @Test
    void bothShapesOfTranscriptsAreRead() {
        Import list = read(SourceOptions.NONE, ACTIVITIES);
        assertThat(list.format()).isEqualTo(SourceFormat.BOTFRAMEWORK);
        assertThat(list.problems()).isEmpty();
        assertThat(list.said())
                .containsExactly(
                        "system: conversationUpdate",
                        "client: Hi",
                        "system: ",
                        "bot: Hello",
                        "client: cardSubmit",
                        "system: ");
        assertThat(list.json(2).get("intent").stringValue()).isEqualTo("Greet");
        assertThat(list.json(3).get("replyTo").stringValue()).isEqualTo("1");
        assertThat(list.json(5).get("endsSession").booleanValue()).isTrue();
        assertThat(list.leftOut()).isEqualTo(Map.of("activities of the type typing", 1, "activities without type", 1));
        Import object = read(SourceOptions.NONE, "\uFEFF{\"transcript\": " + ACTIVITIES + "}");
        assertThat(object.stored()).isEqualTo(list.stored());
    }

    @Test
    void turnsOfDialogflowAreReadFromTheApiAndFromBigQuery() {
        Import api = read(SourceOptions.NONE, """
                {"conversations":[{"name":"projects/p/locations/l/agents/a1/conversations/c1","interactions":[
                {"createTime":"2026-09-01T10:00:00Z","requestUtterances":"Hi","responseUtterances":"Hello",
                 "request":{"queryInput":{"text":{"text":"Hi"}}},"response":{"queryResult":{"currentPage":{"displayName":"Start"},"match":{"matchType":"NO_MATCH","confidence":0.3}}}},
                {"requestUtterances":"no time"}]}]}
                """);
        assertThat(api.format()).isEqualTo(SourceFormat.DIALOGFLOW);
        assertThat(api.said()).containsExactly("client: Hi", "bot: Hello");
        assertThat(api.json(0).get("botId").stringValue()).isEqualTo("a1");
        assertThat(api.json(0).at("/nlpInfo/ruleType").stringValue()).isEqualTo("catchAllActivator");
        assertThat(api.problems())
                .singleElement()
                .asString()
                .contains("$.conversations[0].interactions[1]", "createTime");
        Import rows = read(SourceOptions.NONE, """
                {"agent_id":"a1","conversation_name":"x/y/c1","turn_position":"2","request_time":"2026-09-01 10:00:00 UTC","request":"{\\"queryInput\\":{\\"event\\":{\\"event\\":\\"WELCOME\\"}}}","response":{"queryResult":{"responseMessages":[{"text":{"text":["A"]}},{"text":{"text":["B"]}}]}}}
                """);
        assertThat(rows.said()).containsExactly("client: WELCOME", "bot: A\n\nB");
        assertThat(rows.json(1).get("position").longValue()).isEqualTo(5);
    }

    @Test
    void chatwootsMessagesAndWebhooksAreRead() {
        Import webhooks = read(SourceOptions.NONE, """
                {"event":"message_created","id":1,"content":"Hi","message_type":"incoming","created_at":"2026-09-01T10:00:00Z","sender":{"id":7,"name":"Ann"},"inbox":{"id":3},"account":{"id":1},"conversation":{"id":5,"channel":"Channel::Telegram","contact_inbox":{"source_id":"src"}}}
                {"event":"message_created","id":2,"content":"Note","private":true,"message_type":"outgoing","created_at":"2026-09-01T10:00:01Z","inbox":{"id":3},"account":{"id":1},"conversation":{"id":5}}
                {"event":"message_created","id":3,"content":"May I help?","message_type":"outgoing","created_at":"2026-09-01T10:00:02Z","sender":{"id":9,"name":"Olga","type":"user"},"inbox":{"id":3},"account":{"id":1},"conversation":{"id":5,"channel":"Channel::Telegram"}}
                {"event":"conversation_typing_on","account":{"id":1}}
                """);
        assertThat(webhooks.format()).isEqualTo(SourceFormat.CHATWOOT);
        assertThat(webhooks.said()).containsExactly("client: Hi", "operator: May I help?");
        assertThat(webhooks.json(0).at("/client/id").stringValue()).isEqualTo("src");
        assertThat(webhooks.json(0).get("channelType").stringValue()).isEqualTo("telegram");
        assertThat(webhooks.json(1).at("/operatorInfo/firstName").stringValue()).isEqualTo("Olga");
        assertThat(webhooks.leftOut()).containsKeys("private notes", "webhooks conversation_typing_on");
        Import api = read(SourceOptions.NONE, """
                {"meta":{"x":1},"payload":[{"id":1,"content":"Hi","message_type":0,"created_at":1788000000,"conversation_id":5,"inbox_id":3,"sender":{"id":7}},
                {"id":2,"content":"Yes","message_type":1,"created_at":1788000001,"conversation_id":5,"inbox_id":3,"sender":{"type":"agent_bot"}},
                {"id":3,"content":"?","message_type":9,"created_at":1788000001,"conversation_id":5,"inbox_id":3}]}
                """);
        assertThat(api.said()).containsExactly("client: Hi", "bot: Yes");
        assertThat(api.problems()).singleElement().asString().contains("payload[2]", "message_type is '9'");
    }

    @Test
    void messagesOfBotpressAreRead() {
        Import result = read(BOT, """
                {"messages":[{"id":"m2","createdAt":"2026-09-01T10:00:01Z","type":"text","payload":{"text":"Hello"},"direction":"outgoing","userId":"b","conversationId":"k"},
                {"id":"m1","createdAt":"2026-09-01T10:00:00Z","type":"text","payload":{"text":"Hi"},"direction":"incoming","userId":"u","conversationId":"k"}],"meta":{"nextToken":"x"}}
                """);
        assertThat(result.format()).isEqualTo(SourceFormat.BOTPRESS);
        assertThat(result.said()).containsExactly("bot: Hello", "client: Hi");
        assertThat(result.json(1).at("/client/id").stringValue()).isEqualTo("u");
    }

    // ---- Messengers

    private static final String TELEGRAM = """
            {"name":"Shop","type":"bot_chat","id":77,"messages":[
            {"id":1,"type":"message","date":"2026-09-01T10:00:00","date_unixtime":"1788256800","from":"Ann","from_id":"user5","text":"Hi"},
            {"id":2,"type":"message","date":"2026-09-01T10:00:01","date_unixtime":"1788256801","from":"Shop","from_id":"user77","text":["See ",{"type":"bold","text":"this"}],"reply_to_message_id":1},
            {"id":3,"type":"service","date":"2026-09-01T10:00:02","action":"pin_message"},
            {"id":4,"type":"message","date":"2026-09-01T10:00:03","date_unixtime":"1788256803","from":null,"from_id":"user5","text":"","photo":"p.jpg"}]}
            """;

    @Test
    void aChatWithABotOfTelegramNeedsNoOptions() {
        Import result = read(SourceOptions.NONE, TELEGRAM);
        assertThat(result.format()).isEqualTo(SourceFormat.TELEGRAM);
        assertThat(result.problems()).isEmpty();
        assertThat(result.said()).containsExactly("client: Hi", "bot: See this", "client: ");
        assertThat(result.json(0).get("botId").stringValue()).isEqualTo("user77");
        assertThat(result.json(0).get("conversationId").stringValue()).isEqualTo("77/2026-09-01");
        assertThat(result.json(2).at("/payload/media_type").stringValue()).isEqualTo("photo");
        assertThat(result.leftOut()).isEqualTo(Map.of("service messages", 1));
        Import account = read(
                SourceOptions.NONE,
                "{\"about\":\"\",\"contacts\":{\"list\":[{}]},\"chats\":{\"about\":\"\",\"list\":[" + TELEGRAM + "]}}");
        assertThat(account.stored()).isEqualTo(result.stored());
        Import people = read(
                SourceOptions.NONE,
                "{\"chats\":{\"list\":[" + TELEGRAM.replace("bot_chat", "personal_chat") + "," + TELEGRAM + "]}}");
        assertThat(people.stored()).isEqualTo(result.stored());
        assertThat(people.leftOut().keySet()).anyMatch(what -> what.contains("chats without a bot"));
        assertThatThrownBy(() -> read(SourceOptions.NONE, TELEGRAM.replace("bot_chat", "personal_chat")))
                .hasMessageContaining("--bot-name Ann");
    }

    @Test
    void anAccountOfTelegramThatIsLargeIsReadChatByChat() {
        String filler = "\"x\":\"" + "y".repeat(1000) + "\",";
        StringBuilder text = new StringBuilder("{\"about\":\"a\",\"chats\":{\"list\":[");
        for (int i = 0; i < 6000; i++) {
            text.append(i == 0 ? "" : ",").append(TELEGRAM.replace("\"id\":77", filler + "\"id\":" + (100 + i)));
        }
        Import result = read(SourceOptions.NONE, text.append("]}}").toString());
        assertThat(result.problems()).isEmpty();
        assertThat(result.records()).hasSize(18_000);
        assertThat(result.records().get(3).place()).isEqualTo("$.chats.list[1].messages[0]");
    }

    @Test
    void textsThatWereReadAsLatin1AreMended() {
        Import result = read(CHAT, """
                {"participants":[{"name":"Shop"},{"name":"Zo\\u00c3\\u00ab"}],"messages":[
                {"sender_name":"Shop","timestamp_ms":1788256801000,"content":"Gut, 5 \\u00e2\\u0082\\u00ac"},
                {"sender_name":"Zo\\u00c3\\u00ab","timestamp_ms":1788256800000,"content":"Caf\\u00c3\\u00a9?"},
                {"sender_name":"Zo\\u00c3\\u00ab","timestamp_ms":1788256700000,"content":"Caf\\u00e9"}],"title":"Zo","thread_path":"inbox/zo"}
                """);
        assertThat(result.format()).isEqualTo(SourceFormat.MESSENGER);
        assertThat(result.said()).containsExactly("bot: Gut, 5 €", "client: Café?", "client: Café");
        assertThat(result.json(1).at("/client/firstName").stringValue()).isEqualTo("Zoë");
    }

    private static final String WHATSAPP = """
            15.09.26, 14:40 - Messages are end-to-end encrypted
            15.09.26, 14:40 - Anna: Where is
            my order?
            """;
    private static final String WHATSAPP_2 = """
            15.09.26, 14:41 - Shop: On its way: soon
            15.09.26, 14:41 - Anna: ok
            15.09.26, 14:41 - Anna: ok
            """;

    @Test
    void chatsOfWhatsAppAreRead() {
        Import result = read(CHAT, WHATSAPP + WHATSAPP_2);
        assertThat(result.format()).isEqualTo(SourceFormat.WHATSAPP);
        assertThat(result.said())
                .containsExactly("client: Where is\nmy order?", "bot: On its way: soon", "client: ok", "client: ok");
        assertThat(result.json(0).get("timestamp").stringValue()).isEqualTo("2026-09-15T11:40:00Z");
        assertThat(result.json(3).get("timestamp").stringValue()).isEqualTo("2026-09-15T11:41:00.002Z");
        assertThat(result.stored()).hasSize(4);
        assertSameTwiceAndInHalves(CHAT, WHATSAPP, WHATSAPP_2);
    }

    @Test
    void theFormOfIosAndTheOrderOfMonthAndDayAreFoundOut() {
        Import ios = read(
                CHAT,
                "\u200E[9/1/26, 2:40:05\u202FPM] Shop: Hi\n\u200E[9/13/26, 12:00:00 AM] Anna: Hello\n[9/14/26, 25:00:00] Anna: late");
        assertThat(ios.said()).containsExactly("bot: Hi", "client: Hello");
        assertThat(ios.json(0).get("timestamp").stringValue()).isEqualTo("2026-09-01T11:40:05Z");
        assertThat(ios.json(1).get("timestamp").stringValue()).isEqualTo("2026-09-12T21:00:00Z");
        assertThat(ios.problems())
                .singleElement()
                .asString()
                .startsWith("line 3: ")
                .contains("impossible");
    }

    @Test
    void anArbitraryCutOrDamagedFileNeverFailsInAnotherWay() {
        for (String text : List.of(OPENAI_2, RASA + RASA_2, ACTIVITIES, TELEGRAM, WHATSAPP + WHATSAPP_2)) {
            for (int end = 0; end < text.length(); end += 7) {
                for (String damaged :
                        List.of(text.substring(0, end), text.substring(0, end) + "null" + text.substring(end))) {
                    try {
                        read(BOT, damaged);
                    } catch (MissingOptionException expected) {
                        assertThat(expected).hasMessageContaining("--");
                    }
                }
            }
        }
    }
}
