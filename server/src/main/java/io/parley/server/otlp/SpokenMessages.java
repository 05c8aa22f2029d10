// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What users and models say in the input or output of a span, in whichever form a library writes messages: those of the semantic
 * conventions, of the vendors' APIs and of LangChain, each also as JSON in a text, or a plain text.
 */
final class SpokenMessages {
    /** Deepest nesting that is followed. */
    private static final int DEEPEST = 24;
    /** Most messages that are kept; the last ones count. */
    private static final int MOST = 20_000;

    private static final Set<String> USERS = Set.of("user", "human", "client", "customer", "request");
    private static final Set<String> BOTS = Set.of("assistant", "ai", "model", "bot", "agent", "response");
    private static final Set<String> OTHERS =
            Set.of("system", "developer", "tool", "function", "toolresult", "tool_result");

    /** Members that lead to what a user says, by precedence: of an object that is no message. */
    private static final List<String> TO_INPUT = List.of(
            "messages",
            "contents",
            "items",
            "input",
            "prompt",
            "question",
            "query",
            "user_input",
            "userInput",
            "message",
            "text",
            "inputs",
            "kwargs",
            "args");

    private static final List<String> TO_OUTPUT = List.of(
            "choices",
            "candidates",
            "generations",
            "messages",
            "output_text",
            "output",
            "text",
            "answer",
            "response",
            "result",
            "message",
            "final_output",
            "completion",
            "outputs",
            "items",
            "tool_calls",
            "toolCalls");

    /** Types of parts and items that are no messages. */
    private static final Set<String> UNSAID = Set.of(
            "reasoning",
            "thinking",
            "redacted_thinking",
            "tool_call",
            "tool-call",
            "tool_use",
            "tool_result",
            "tool-result",
            "tool_call_response",
            "tool-return",
            "function_call",
            "function_call_output",
            "server_tool_call",
            "server_tool_call_response",
            "builtin-tool-call",
            "builtin-tool-return",
            "retry-prompt",
            "system-prompt");

    private static final Set<String> MEDIA = Set.of(
            "blob",
            "file",
            "uri",
            "image",
            "image_url",
            "image-url",
            "input_image",
            "input_file",
            "input_audio",
            "audio",
            "video",
            "document",
            "binary");

    /**
     * A message.
     *
     * @param role in lower case; {@code user} and {@code assistant} for their synonyms
     * @param text null when it has none
     * @param hasMedia whether it has a picture or another file
     */
    private record Spoken(String role, @Nullable String text, boolean hasMedia) {}

    private final AttributeTexts texts;
    private final String usualRole;
    private final List<String> members;
    private final List<Spoken> all = new ArrayList<>();
    /** Number of messages that were added, also of those that were removed since. */
    private int added;

    private final Set<String> toolCalls = new LinkedHashSet<>();

    private SpokenMessages(AttributeTexts texts, String usualRole, List<String> members) {
        this.texts = texts;
        this.usualRole = usualRole;
        this.members = members;
    }

    /**
     * Reads the input of a span.
     *
     * @param values by precedence; the first one in which a user says something counts
     */
    static SpokenMessages input(List<JsonNode> values, AttributeTexts texts) {
        return read(
                values,
                texts,
                () -> new SpokenMessages(texts, "user", TO_INPUT),
                messages -> messages.lastOfUser() != null || messages.isFileOfUser());
    }

    /**
     * Reads the output of a span.
     *
     * @param values by precedence; the first one in which a model says something counts, with the tool calls of all before it
     */
    static SpokenMessages output(List<JsonNode> values, AttributeTexts texts) {
        return read(
                values,
                texts,
                () -> new SpokenMessages(texts, "assistant", TO_OUTPUT),
                messages -> messages.lastOfBot() != null);
    }

    private static SpokenMessages read(
            List<JsonNode> values,
            AttributeTexts texts,
            Supplier<SpokenMessages> empty,
            Predicate<SpokenMessages> saysSomething) {
        Set<String> calls = new LinkedHashSet<>();
        boolean areMessages = false;
        for (JsonNode value : values) {
            SpokenMessages messages = empty.get();
            messages.collect(value, 0);
            areMessages |= !messages.all.isEmpty() || !messages.toolCalls.isEmpty();
            calls.addAll(messages.toolCalls);
            if (saysSomething.test(messages)) {
                messages.toolCalls.addAll(calls);
                return messages;
            }
        }
        SpokenMessages none = empty.get();
        none.toolCalls.addAll(calls);
        if (!areMessages && !values.isEmpty()) {
            // Not a form of messages: the program's own data.
            JsonNode own = texts.parsed(values.getFirst());
            if (own != null && !own.isEmpty()) {
                none.add(none.usualRole, own.toString(), false);
            }
        }
        return none;
    }

    /** Returns what the user says last; null for nothing. Earlier messages are history that each request repeats. */
    @Nullable
    String lastOfUser() {
        for (int i = all.size() - 1; i >= 0; i--) {
            Spoken message = all.get(i);
            if (message.role.equals("user") && (message.text != null || message.hasMedia)) {
                return message.text;
            }
        }
        return null;
    }

    /** Returns whether the user's last message is a file without words. */
    boolean isFileOfUser() {
        for (int i = all.size() - 1; i >= 0; i--) {
            Spoken message = all.get(i);
            if (message.role.equals("user") && (message.text != null || message.hasMedia)) {
                return message.text == null;
            }
        }
        return false;
    }

    /** Returns what the model says last, after all that a user says; null for nothing. */
    @Nullable
    String lastOfBot() {
        for (int i = all.size() - 1; i >= 0 && !all.get(i).role.equals("user"); i--) {
            if (all.get(i).role.equals("assistant") && all.get(i).text != null) {
                return all.get(i).text;
            }
        }
        return null;
    }

    /** Returns names of the tools that messages ask for. */
    Set<String> toolCalls() {
        return toolCalls;
    }

    private void add(String role, @Nullable String text, boolean hasMedia) {
        if (all.size() == 2 * MOST) {
            // Half of them at once, because each removal moves all that follow.
            all.subList(0, MOST).clear();
        }
        all.add(new Spoken(role, text, hasMedia));
        added++;
    }

    private void collect(JsonNode value, int depth) {
        if (depth == DEEPEST || value.isNull() || value.isMissingNode()) {
            return;
        }
        if (value.isString()) {
            JsonNode parsed = texts.parsed(value);
            if (parsed != null && parsed.isContainer()) {
                collect(parsed, depth + 1);
            } else {
                String text = parsed == null ? value.asString("") : parsed.asString("");
                if (!text.isBlank()) {
                    add(usualRole, text, false);
                }
            }
        } else if (value.isArray()) {
            collectArray(value, depth);
        } else if (value.isObject()) {
            collectObject(value, depth);
        } else {
            add(usualRole, value.asString(""), false);
        }
    }

    private void collectArray(JsonNode array, int depth) {
        boolean isParts = array.valueStream().noneMatch(JsonNode::isArray)
                && array.valueStream()
                        .allMatch(element -> !element.isObject() || role(element) == null && isPart(element));
        if (isParts) {
            message(usualRole, array, depth);
        } else {
            array.forEach(element -> collect(element, depth + 1));
        }
    }

    private static boolean isPart(JsonNode element) {
        return element.path("type").isString()
                        && (element.path("text").isString()
                                || element.path("content").isString())
                || UNSAID.contains(type(element))
                || MEDIA.contains(type(element));
    }

    private void collectObject(JsonNode object, int depth) {
        // LangChain's form of a message that is stored as a constructor, or as its type and data.
        JsonNode constructed = object.path("kwargs");
        if (constructed.isObject()
                && object.path("id").isArray()
                && !object.path("id").isEmpty()) {
            JsonNode ids = object.path("id");
            String role = known(ids.get(ids.size() - 1).asString("").replaceAll("Message(Chunk)?$", ""));
            message(role == null ? usualRole : role, constructed, depth);
            return;
        }
        String role = role(object);
        if (role != null) {
            JsonNode data = object.path("data");
            message(role, data.isObject() ? data : object, depth);
            return;
        }
        if (UNSAID.contains(type(object)) || object.path("toolName").isString()) {
            toolCall(object);
            add("tool", null, false);
            return;
        }
        if (object.has("parts") || object.has("content") && !object.has("messages")) {
            message(usualRole, object, depth);
            return;
        }
        int before = added;
        for (String name : members) {
            JsonNode member = object.path(name);
            if (!member.isMissingNode()) {
                collect(member, depth + 1);
                if (added > before) {
                    break;
                }
            }
        }
        if (added == before && toolCalls.isEmpty() && depth > 0 && !object.isEmpty()) {
            // The arguments of a traced function: texts in members of any name.
            List<String> values = object.valueStream()
                    .filter(JsonNode::isString)
                    .map(value -> value.asString(""))
                    .toList();
            if (values.size() == 1 && object.size() == 1) {
                add(usualRole, values.getFirst(), false);
            }
        }
    }

    /** Adds a message: its content is a text, an array of parts, or an object with either. */
    private void message(String role, JsonNode message, int depth) {
        List<String> said = new ArrayList<>();
        boolean hasMedia = content(message, said, depth);
        for (String name : List.of("tool_calls", "toolCalls")) {
            message.path(name).forEach(this::toolCall);
        }
        add(role, said.isEmpty() ? null : String.join("\n\n", said), hasMedia);
    }

    /** Collects the texts of a message's content. @return whether there is a file */
    private boolean content(JsonNode content, List<String> said, int depth) {
        if (depth == DEEPEST) {
            return false;
        }
        if (content.isString()) {
            String text = content.asString("");
            if (!text.isBlank()) {
                said.add(text);
            }
            return false;
        }
        boolean hasMedia = false;
        if (content.isArray()) {
            for (JsonNode part : content) {
                hasMedia |= part.isObject() ? part(part, said, depth) : content(part, said, depth + 1);
            }
        } else if (content.isObject()) {
            for (String name : List.of("parts", "content", "text")) {
                JsonNode member = content.path(name);
                if (!member.isMissingNode() && !member.isNull()) {
                    return content(member, said, depth + 1);
                }
            }
        }
        return hasMedia;
    }

    private boolean part(JsonNode part, List<String> said, int depth) {
        if (UNSAID.contains(type(part)) || part.has("functionCall") || part.has("function_call")) {
            toolCall(part);
            return false;
        }
        if (MEDIA.contains(type(part)) || part.has("inlineData") || part.has("inline_data")) {
            return true;
        }
        // Gemini marks a part of its reasoning.
        return !part.path("thought").asBoolean(false) && content(part, said, depth + 1);
    }

    private void toolCall(JsonNode call) {
        if (type(call).contains("result")
                || type(call).contains("response")
                || type(call).contains("output")
                || type(call).contains("return")) {
            return;
        }
        for (JsonNode named :
                List.of(call, call.path("function"), call.path("functionCall"), call.path("function_call"))) {
            for (String name : List.of("name", "toolName", "tool_name")) {
                if (named.path(name).isString() && toolCalls.size() < Limits.TOOLS) {
                    toolCalls.add(Limits.name(named.path(name).asString("")));
                    return;
                }
            }
        }
    }

    private static String type(JsonNode object) {
        String type = object.path("type").asString("");
        return type.isEmpty() ? object.path("part_kind").asString("") : type;
    }

    /** Returns the role in an object that is a message; null when it is none. */
    private static @Nullable String role(JsonNode object) {
        for (String name : List.of("role", "type", "kind")) {
            JsonNode member = object.path(name);
            if (member.isString()) {
                String role = known(member.asString(""));
                if (role != null) {
                    return role;
                }
                if (name.equals("role")) {
                    return member.asString("").toLowerCase(Locale.ROOT);
                }
            }
        }
        return switch (object.path("event.name").asString("")) {
            case "gen_ai.user.message" -> "user";
            case "gen_ai.assistant.message", "gen_ai.choice" -> "assistant";
            case "gen_ai.system.message", "gen_ai.tool.message" -> "tool";
            default -> null;
        };
    }

    private static @Nullable String known(String role) {
        String lower = role.toLowerCase(Locale.ROOT);
        return USERS.contains(lower)
                ? "user"
                : BOTS.contains(lower) ? "assistant" : OTHERS.contains(lower) ? lower : null;
    }
}
