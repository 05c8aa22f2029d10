// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.error.Overload;
import io.parley.core.memory.MemoryBudget;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Reader of request bodies: limits their size, decompresses and parses them, with a specific error for each failure.
 */
@Component
public final class RequestBodyReader {
    /** Largest body of an unauthenticated call, decompressed, in bytes. */
    private static final int OPEN = 8 << 10;
    /** Largest body of an ordinary call, decompressed, in bytes. */
    public static final int ORDINARY = 1 << 20;
    /** Largest body of an ingest call, decompressed, in bytes. */
    public static final int INGEST = 32 << 20;
    /** Largest record of an ingest call, and largest body of one with a single record, decompressed, in bytes. */
    public static final int RECORD = 6 << 20;

    /** By so many bytes a body may be longer packed than unpacked. */
    private static final int MOST_PACKING = 64 << 10;

    /** Most values and members of a JSON text: each takes far more memory than its bytes. */
    private static final int MOST_VALUES = 200_000;
    /** Memory for reading a body, in bytes per byte of the body. */
    private static final int READING = 3;
    /** Trees in memory for an ordinary body: filters are stored in a canonical copy besides the original. */
    private static final int COPIES = 2;

    private static final Set<String> JSON = Set.of("application/json", "text/json");
    private static final Set<String> JSON_LINES =
            Set.of("application/x-ndjson", "application/jsonl", "application/x-jsonlines");

    private static final String PROTOBUF = "application/x-protobuf";

    private static final String A_TEXT = "a JSON text in UTF-8";

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Errors of the parser must not contain data of the body.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** Reads the body of an ordinary call; a missing one reads as {@link JsonInput#isNull null}. */
    public JsonInput json(HttpServletRequest request) {
        return json(request, ORDINARY);
    }

    /** Reads the body of an unauthenticated call, which must be small. */
    public JsonInput withoutCredentials(HttpServletRequest request) {
        return json(request, OPEN);
    }

    /**
     * Reads the parameters of a call that has no other body, from its query or form and from the members of a JSON object
     * in its body.
     */
    public QueryParameters parameters(HttpServletRequest request) {
        JsonInput body =
                JSON.contains(mediaType(request)) ? json(request) : new JsonInput("", MissingNode.getInstance());
        return new QueryParameters(request, body.isNull() ? body : body.object());
    }

    private JsonInput json(HttpServletRequest request, int limit) {
        // Checked before the body is read: the body of a form is parsed as parameters and then seems empty.
        if (request.getContentLengthLong() != 0) {
            requireType(request, JSON, "application/json");
        }
        MemoryBudget.Lease lease = RequestMemoryFilter.of(request);
        byte[] bytes = bytes(request, limit);
        if (bytes.length == 0) {
            return new JsonInput("", MissingNode.getInstance());
        }
        lease.grow(size(bytes).bytes() * COPIES);
        return new JsonInput("", parse(bytes, 1, 1));
    }

    /** Returns whether the content type is JSON Lines. */
    public boolean isJsonLines(HttpServletRequest request) {
        return JSON_LINES.contains(mediaType(request));
    }

    /** Reads the body of an ingest call with one record, decompressed. */
    public byte[] record(HttpServletRequest request) {
        requireIngestType(request);
        return bytes(request, RECORD);
    }

    /**
     * Returns the body of an ingest call with a batch; it is decompressed as it is read. The stream throws
     * {@link ApiException} for an invalid body.
     */
    public InputStream batch(HttpServletRequest request) {
        requireIngestType(request);
        return opened(request, INGEST);
    }

    /** Returns whether the content type is protobuf. */
    public boolean isProtobuf(HttpServletRequest request) {
        return mediaType(request).equals(PROTOBUF);
    }

    /** Reads the whole body of a call of OTLP, decompressed; its content type must be given. */
    public byte[] otlp(HttpServletRequest request) {
        String type = mediaType(request);
        if (!type.equals(PROTOBUF) && !type.equals("application/json")) {
            throw ApiException.field(
                    ErrorCode.MEDIA_TYPE, "Content-Type", request.getContentType(), PROTOBUF + " or application/json");
        }
        return bytes(request, INGEST);
    }

    private void requireIngestType(HttpServletRequest request) {
        if (!isJsonLines(request)) {
            requireType(request, JSON, "application/json or application/x-ndjson");
        }
    }

    /** Parses a whole body that {@link #record} has read; it must be exactly one value. */
    public JsonNode parse(byte[] bytes, MemoryBudget.Lease lease) {
        lease.grow(size(bytes).bytes());
        return parse(bytes, 1, 1);
    }

    /**
     * Parses one of many texts in a body; it must be exactly one value.
     *
     * @param lease for one text at a time
     * @param line line of the body on which the text begins, from 1
     * @param column column in which it begins, from 1
     */
    public JsonNode parse(byte[] bytes, MemoryBudget.Lease lease, int line, int column) {
        lease.growTo(bytes.length + size(bytes).bytes());
        return parse(bytes, line, column);
    }

    /** Estimates the size of the parsed text; rejects too large a text before it is parsed. */
    private static JsonSizeEstimate size(byte[] bytes) {
        JsonSizeEstimate size = JsonSizeEstimate.of(bytes);
        if (size.values() > MOST_VALUES) {
            throw ApiException.field(
                    ErrorCode.BODY_TOO_LARGE,
                    "body",
                    size.values() + " values and members",
                    "at most " + MOST_VALUES + " values and members");
        }
        return size;
    }

    private JsonNode parse(byte[] bytes, int line, int column) {
        try {
            // The parser would also accept UTF-16 and UTF-32, but the size is only estimated for UTF-8.
            JsonNode node = isOtherUnicode(bytes) ? null : json.readTree(bytes);
            if (node == null) {
                throw broken(line, column);
            }
            if (node.isMissingNode()) {
                throw nothing();
            }
            return node;
        } catch (StreamConstraintsException tooMuch) {
            throw ApiException.field(
                    ErrorCode.MALFORMED_JSON,
                    "body",
                    "JSON beyond all measure",
                    "objects and arrays nested at most 500 deep, numbers of at most 1000 digits");
        } catch (JacksonException broken) {
            TokenStreamLocation at = broken.getLocation();
            throw at == null
                    ? ApiException.field(ErrorCode.MALFORMED_JSON, "body", "broken JSON", A_TEXT)
                    : broken(
                            line + at.getLineNr() - 1,
                            at.getLineNr() == 1 ? column + at.getColumnNr() - 1 : at.getColumnNr());
        }
    }

    /** Returns the error for a syntax error at a position, each from 1. */
    public static ApiException broken(int line, int column) {
        return ApiException.field(
                ErrorCode.MALFORMED_JSON, "body", "broken JSON at line " + line + ", column " + column, A_TEXT);
    }

    /** Returns the error for an empty or blank body. */
    public static ApiException nothing() {
        return ApiException.field(ErrorCode.MALFORMED_JSON, "body", "nothing", "a JSON text");
    }

    /** Returns whether a text begins like UTF-16 or UTF-32, and unlike UTF-8. */
    public static boolean isOtherUnicode(byte[] text) {
        for (int i = 0; i < Math.min(4, text.length); i++) {
            if (text[i] == 0 || text[i] == (byte) 0xfe || text[i] == (byte) 0xff) {
                return true;
            }
        }
        return false;
    }

    private static void requireType(HttpServletRequest request, Set<String> types, String expected) {
        String type = mediaType(request);
        if (!type.isEmpty() && !types.contains(type)) {
            throw ApiException.field(ErrorCode.MEDIA_TYPE, "Content-Type", request.getContentType(), expected);
        }
    }

    /** Returns the media type without parameters, in lower case; empty when there is none. */
    private static String mediaType(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(HttpServletRequest request, int limit) {
        MemoryBudget.Lease lease = RequestMemoryFilter.of(request);
        // With a known content length, memory is reserved at once, so that a rejected body is not read at all.
        long known = Math.max(0, Math.min(limit, request.getContentLengthLong()));
        lease.grow(known * READING);
        try (InputStream body = opened(request, limit)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] part = new byte[16 * 1024];
            for (int length = body.read(part); length >= 0; length = body.read(part)) {
                if (bytes.size() + length > known) {
                    lease.grow((long) length * READING);
                }
                bytes.write(part, 0, length);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Returns the decompressed body. Rejects one that cannot be decompressed, is truncated, or is too large. */
    private static InputStream opened(HttpServletRequest request, int limit) {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(request.getContentLengthLong() + " bytes", limit);
        }
        try {
            return new Bounded(unpacked(request, limit), limit);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static ApiException unreadable(IOException e) {
        if (SlowCallerLimit.isCrowded(e)) {
            return ApiException.overloaded(Overload.CALLERS);
        }
        return e instanceof ZipException || e instanceof EOFException
                ? ApiException.field(
                        ErrorCode.MALFORMED_JSON, "body", "something that does not unpack", "a body in gzip")
                : incomplete();
    }

    /** Stream that enforces the limit while the body is read. */
    private static final class Bounded extends FilterInputStream {
        private final int limit;
        private long read;

        Bounded(InputStream in, int limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int most) {
            try {
                int length = super.read(bytes, from, most);
                read += Math.max(0, length);
                if (read > limit) {
                    throw tooLarge("more", limit);
                }
                return length;
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }

    /** Returns the error for a body that was truncated, or came too slowly. */
    static ApiException incomplete() {
        return ApiException.field(
                ErrorCode.MALFORMED_JSON,
                "body",
                "a part of it",
                "the whole body, at " + SlowCallerLimit.BYTES_A_SECOND + " bytes a second at least");
    }

    private static InputStream unpacked(HttpServletRequest request, int limit) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return request.getInputStream();
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            // Packed members that have nothing in them could go on for ever.
            return new GZIPInputStream(new Bounded(request.getInputStream(), limit + MOST_PACKING));
        }
        throw ApiException.field(ErrorCode.MEDIA_TYPE, "Content-Encoding", encoding, "gzip, or none");
    }

    private static ApiException tooLarge(String got, int limit) {
        return ApiException.field(ErrorCode.BODY_TOO_LARGE, "body", got, "at most " + limit + " bytes, unpacked");
    }
}
