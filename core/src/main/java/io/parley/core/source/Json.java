// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values of JSON that sources write in several ways. */
final class Json {
    private static final int ID_BYTES = 16;
    private static final int END_OF_LATIN_1 = 0x100;
    private static final int END_OF_ASCII = 0x80;

    private Json() {}

    /** Returns the first of the members that is a text that is not blank, or a number; null for none. */
    static @Nullable String text(JsonNode node, String... members) {
        for (String member : members) {
            JsonNode value = node.path(member);
            if (value.isString() && !value.stringValue().isBlank()) {
                return value.stringValue();
            }
            if (value.isNumber()) {
                return value.asString();
            }
        }
        return null;
    }

    /** @throws SourceException when the member is missing */
    static String required(JsonNode node, String member) {
        String text = text(node, member);
        if (text == null) {
            throw new SourceException(member + " is missing");
        }
        return text;
    }

    /** Returns the elements of a member that is an array; none otherwise. */
    static List<JsonNode> elements(JsonNode node, String member) {
        List<JsonNode> elements = new ArrayList<>();
        node.path(member).forEach(elements::add);
        return node.path(member).isArray() ? elements : List.of();
    }

    /** Joins texts that are there; null for none. */
    static @Nullable String joined(List<@Nullable String> texts, String between) {
        List<String> present = new ArrayList<>();
        for (String text : texts) {
            if (text != null && !text.isBlank()) {
                present.add(text);
            }
        }
        return present.isEmpty() ? null : String.join(between, present);
    }

    /** Returns a hash of texts as 32 hexadecimal digits. It is part of stored ids. */
    static String id(@Nullable Object... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0xFF);
            }
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Mends a text in UTF-8 that was read as Latin-1, as Messenger's exports have them; returns any other text as it is. */
    static @Nullable String mended(@Nullable String text) {
        if (text == null
                || text.chars().allMatch(c -> c < END_OF_ASCII)
                || text.chars().anyMatch(c -> c >= END_OF_LATIN_1)) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException latin1) {
            return text;
        }
    }
}
