// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.memory.MemoryBudget;
import io.parley.server.http.RequestBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a batch into the texts of its records while it is read, so that only one text is in memory. Only brackets
 * and quotes are interpreted here; the parser validates the text.
 */
final class RecordSplitter {
    /** Length of the beginning that is kept of too long a record, in bytes. */
    private static final int BEGINNING = 1_000;
    /** Memory of a text while it grows, in bytes per byte. */
    private static final int GROWING = 3;

    private final InputStream body;
    private final MemoryBudget.Lease lease;
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int end;
    private boolean isOver;
    private int line = 1;
    private int column;
    private boolean isBeyondLine;

    private boolean isArray;
    private boolean hasBegun;

    // The text that is being read.
    private byte[] text = new byte[1024];
    private int length;
    private boolean tooLong;
    private int textLine;
    private int textColumn;

    /** @param lease for one text at a time */
    RecordSplitter(InputStream body, MemoryBudget.Lease lease) {
        this.body = body;
        this.lease = lease;
    }

    /**
     * Text of a record.
     *
     * @param isWhole false when it is longer than a record may be, and this is its beginning
     * @param line of the body on which it begins, from 1
     * @param column in which it begins, from 1
     * @param endsBody whether the body ended before the text was seen to end
     */
    record Text(byte[] bytes, boolean isWhole, int line, int column, boolean endsBody) {}

    /** Reads the next line; returns null after the last one. */
    @Nullable
    Text line() throws IOException {
        int c = read();
        if (c < 0) {
            return null;
        }
        begin();
        for (; c >= 0 && c != '\n'; c = read()) {
            append(c);
        }
        return text();
    }

    /** Reads the next element of an array, or the single value of the body; returns null after the last one. */
    @Nullable
    Text element() throws IOException {
        if (!hasBegun) {
            hasBegun = true;
            return first();
        }
        int c = readBeyondBlanks();
        if (isArray && c == ',') {
            return value(readBeyondBlanks());
        }
        if (isArray ? c == ']' && readBeyondBlanks() < 0 : c < 0) {
            isArray = false;
            return null;
        }
        throw RequestBodyReader.broken(line, column);
    }

    /** Returns whether {@link #element} reads elements of an array; known after the first one. */
    boolean isArray() {
        return isArray;
    }

    private @Nullable Text first() throws IOException {
        int c = readBeyondBlanks();
        if (c == 0xef && read() == 0xbb && read() == 0xbf) {
            // Skips the byte order mark of UTF-8.
            c = readBeyondBlanks();
        }
        if (c < 0) {
            throw RequestBodyReader.nothing();
        }
        if (c != '[') {
            return value(c);
        }
        isArray = true;
        c = readBeyondBlanks();
        if (c != ']') {
            return value(c);
        }
        if (readBeyondBlanks() >= 0) {
            throw RequestBodyReader.broken(line, column);
        }
        isArray = false;
        return null;
    }

    /** Reads the value that begins with a character. */
    private Text value(int first) throws IOException {
        if (first < 0 || first == ',' || first == ']' || first == '}' || first == ':') {
            throw RequestBodyReader.broken(line, column);
        }
        begin();
        append(first);
        if (first == '"') {
            restOfString();
        } else if (first == '{' || first == '[') {
            restOfNested();
        } else {
            restOfPlain();
        }
        return text();
    }

    private void restOfNested() throws IOException {
        for (int depth = 1; depth > 0; ) {
            int c = read();
            if (c < 0) {
                return;
            }
            append(c);
            switch (c) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> restOfString();
                default -> {
                    // Other characters do not affect the end.
                }
            }
        }
    }

    private void restOfString() throws IOException {
        for (int c = read(); c >= 0; c = read()) {
            append(c);
            if (c == '"') {
                return;
            }
            if (c == '\\') {
                int escaped = read();
                if (escaped < 0) {
                    return;
                }
                append(escaped);
            }
        }
    }

    private void restOfPlain() throws IOException {
        for (int c = read(); c >= 0; c = read()) {
            if (c == ',' || c == ']' || isBlank(c)) {
                at--;
                column--;
                isBeyondLine = false;
                return;
            }
            append(c);
        }
    }

    private int readBeyondBlanks() throws IOException {
        int c = read();
        while (isBlank(c)) {
            c = read();
        }
        return c;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private int read() throws IOException {
        if (at == end) {
            if (isOver) {
                return -1;
            }
            at = 0;
            end = Math.max(0, body.read(buffer, 0, buffer.length));
            if (end == 0) {
                isOver = true;
                column++;
                return -1;
            }
        }
        int c = buffer[at++] & 0xff;
        if (isBeyondLine) {
            line++;
            column = 0;
        }
        isBeyondLine = c == '\n';
        column++;
        return c;
    }

    private void begin() {
        length = 0;
        tooLong = false;
        textLine = line;
        textColumn = column;
    }

    private void append(int c) {
        if (tooLong) {
            return;
        }
        if (length == RequestBodyReader.RECORD) {
            tooLong = true;
            length = BEGINNING;
            return;
        }
        if (length == text.length) {
            int longer = Math.min(RequestBodyReader.RECORD, 2 * length);
            lease.growTo((long) GROWING * longer);
            text = Arrays.copyOf(text, longer);
        }
        text[length++] = (byte) c;
    }

    private Text text() {
        return new Text(Arrays.copyOf(text, length), !tooLong, textLine, textColumn, isOver);
    }
}
