// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A place of a span where a dialect has a value. */
sealed interface Source {
    /**
     * Returns the value.
     *
     * @param texts parses values that are JSON in a text
     * @return null where there is none
     */
    @Nullable
    JsonNode find(Span span, AttributeTexts texts);

    /** The value of an attribute. */
    record Attribute(String key) implements Source {
        @Override
        public @Nullable JsonNode find(Span span, AttributeTexts texts) {
            return span.attributes().get(key);
        }
    }

    /** The first member of these that a JSON object in an attribute has. */
    record Member(String key, List<String> names) implements Source {
        @Override
        public @Nullable JsonNode find(Span span, AttributeTexts texts) {
            JsonNode object = texts.parsed(span.attributes().get(key));
            if (object != null) {
                for (String name : names) {
                    JsonNode member = object.path(name);
                    if (!member.isMissingNode() && !member.isNull()) {
                        return member;
                    }
                }
            }
            return null;
        }
    }

    /** Messages with members that are attributes of their own: {@code prefix.0.role}, {@code prefix.0.content}. */
    record Indexed(String prefix) implements Source {
        /** Collects the parts of a message, which may also have a content that is one text. */
        private static final String PARTS = "contents";

        /** Longest number in a key; longer ones are none. */
        private static final int DIGITS = 9;

        @Override
        public @Nullable JsonNode find(Span span, AttributeTexts texts) {
            // Sorted by number, so that a large number costs nothing.
            Map<Integer, ObjectNode> messages = new TreeMap<>();
            span.attributes().values().forEach((key, value) -> {
                if (!key.startsWith(prefix)) {
                    return;
                }
                int dot = key.indexOf('.', prefix.length());
                String number = dot < 0 ? "" : key.substring(prefix.length(), dot);
                if (number.isEmpty()
                        || number.length() > DIGITS
                        || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    return;
                }
                ObjectNode message = messages.computeIfAbsent(
                        Integer.parseInt(number), any -> JsonNodeFactory.instance.objectNode());
                put(message, key.substring(dot + 1), value);
            });
            if (messages.isEmpty()) {
                return null;
            }
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            messages.values().forEach(message -> {
                JsonNode parts = message.remove(PARTS);
                if (parts != null) {
                    message.set("content", parts);
                }
                all.add(message);
            });
            return all;
        }

        private static void put(ObjectNode message, String name, JsonNode value) {
            String plain = name.startsWith("message.") ? name.substring("message.".length()) : name;
            if (plain.equals("role") || plain.equals("content") || plain.equals("finish_reason")) {
                message.set(plain, value);
            } else if (plain.startsWith("contents.") && plain.endsWith(".message_content.text")) {
                ArrayNode parts = message.get(PARTS) instanceof ArrayNode known ? known : message.putArray(PARTS);
                parts.addObject().put("type", "text").set("text", value);
            } else if (plain.startsWith("tool_calls.")
                    && (plain.endsWith(".name") || plain.endsWith(".function.name"))) {
                message.withArray("tool_calls").addObject().set("name", value);
            }
        }
    }

    /** An attribute of the last event with that name that has it. */
    record EventAttribute(String event, String key) implements Source {
        @Override
        public @Nullable JsonNode find(Span span, AttributeTexts texts) {
            JsonNode last = null;
            for (Span.Event each : span.events()) {
                if (each.name().equals(event)) {
                    JsonNode value = each.attributes().get(key);
                    last = value == null ? last : value;
                }
            }
            return last;
        }
    }

    /** The events of semantic conventions before 1.37, each as a message: what the model got, or its choices. */
    record MessageEvents(boolean isOutput) implements Source {
        private static final String CHOICE = "gen_ai.choice";
        private static final String PREFIX = "gen_ai.";
        private static final String SUFFIX = ".message";

        @Override
        public @Nullable JsonNode find(Span span, AttributeTexts texts) {
            ArrayNode messages = JsonNodeFactory.instance.arrayNode();
            for (Span.Event event : span.events()) {
                if (isOutput == event.name().equals(CHOICE)) {
                    ObjectNode message = message(event.name(), event.attributes(), texts);
                    if (message != null) {
                        messages.add(message);
                    }
                }
            }
            return messages.isEmpty() ? null : messages;
        }

        /** Returns the message that an event of that name is; null when it is none. */
        static @Nullable ObjectNode message(String name, Attributes attributes, AttributeTexts texts) {
            boolean isChoice = name.equals(CHOICE);
            if (!isChoice && !(name.startsWith(PREFIX) && name.endsWith(SUFFIX))) {
                return null;
            }
            ObjectNode message = JsonNodeFactory.instance.objectNode();
            attributes.values().forEach(message::set);
            JsonNode body = texts.parsed(attributes.get("gen_ai.event.content"));
            if (body != null && body.isObject()) {
                body.properties().forEach(member -> message.set(member.getKey(), member.getValue()));
            }
            JsonNode nested = texts.parsed(message.get("message"));
            if (nested != null && nested.isObject()) {
                nested.properties().forEach(member -> message.set(member.getKey(), member.getValue()));
            } else if (nested != null && message.get("content") == null) {
                message.set("content", nested);
            }
            return message.put(
                    "role", isChoice ? "assistant" : name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
        }
    }
}
