// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads the fields of one protobuf message in place. Nested messages are read when they are asked for, so that an unread one needs no
 * memory. The wire format is that of https://protobuf.dev/programming-guides/encoding/.
 */
final class ProtobufFields {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final byte[] body;
    private final int end;
    private int at;

    private int field;
    private int type;
    private long number;
    private int from;
    private int to;

    ProtobufFields(byte[] body) {
        this(body, 0, body.length);
    }

    private ProtobufFields(byte[] body, int from, int end) {
        this.body = body;
        this.at = from;
        this.end = end;
    }

    /**
     * Moves to the next field.
     *
     * @return false at the end of the message
     * @throws ApiException when the message is not protobuf
     */
    boolean next() {
        if (at == end) {
            return false;
        }
        long tag = varint();
        type = (int) (tag & 7);
        field = (int) (tag >>> 3);
        if (field == 0 || tag >>> 32 != 0) {
            throw broken();
        }
        switch (type) {
            case VARINT -> number = varint();
            case FIXED64 -> number = fixed(8);
            case FIXED32 -> number = fixed(4);
            case BYTES -> {
                long length = varint();
                if (length < 0 || length > end - at) {
                    throw broken();
                }
                from = at;
                at += (int) length;
                to = at;
            }
            // Groups are no part of proto3.
            default -> throw broken();
        }
        return true;
    }

    /** Returns the number of the field, or 0 when its type is not the expected one, so that the caller ignores it. */
    private int field(boolean isExpected) {
        return isExpected ? field : 0;
    }

    /** Returns the number of the current field if it has a length, else 0. */
    int bytesField() {
        return field(type == BYTES);
    }

    /** Returns the number of the current field if it is a number, else 0. */
    int numberField() {
        return field(type != BYTES);
    }

    ProtobufFields message() {
        return new ProtobufFields(body, from, to);
    }

    /** Returns the field's text; bytes that are not UTF-8 become U+FFFD. */
    String text() {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return Arrays.copyOfRange(body, from, to);
    }

    String hex() {
        return HexFormat.of().formatHex(body, from, to);
    }

    long number() {
        return number;
    }

    double real() {
        return Double.longBitsToDouble(number);
    }

    /** Returns the length of the current field, in bytes. */
    int length() {
        return to - from;
    }

    private long fixed(int bytes) {
        if (end - at < bytes) {
            throw broken();
        }
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | body[at + i] & 0xff;
        }
        at += bytes;
        return value;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw broken();
            }
            byte part = body[at++];
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw broken();
    }

    private ApiException broken() {
        return ApiException.field(
                ErrorCode.MALFORMED_PROTOBUF, "body", "broken protobuf at byte " + at, "a message of OTLP in protobuf");
    }
}
