// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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

/** Reads bodies: bounded, unpacked, parsed, each failure with its own words. */
@Component
public final class Bodies {
    /** Largest body of an ordinary call, unpacked, in bytes. */
    public static final int ORDINARY = 1 << 20;
    /** Largest body of an ingest call, unpacked, in bytes. */
    public static final int INGEST = 32 << 20;

    private static final Set<String> JSON = Set.of("application/json", "text/json");
    private static final Set<String> JSON_LINES =
            Set.of("application/x-ndjson", "application/jsonl", "application/x-jsonlines");

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // A piece of somebody's data does not belong into an error message of the parser.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** The body of an ordinary call; a missing one reads as {@link Input#isNull null}. */
    public Input json(HttpServletRequest request) {
        // Before the body is read: a form's body has been taken for parameters by now and looks empty.
        if (request.getContentLengthLong() != 0) {
            requireType(request, JSON, "application/json");
        }
        byte[] bytes = bytes(request, ORDINARY);
        if (bytes.length == 0) {
            return new Input("", MissingNode.getInstance());
        }
        return new Input("", parse(bytes));
    }

    /** Whether the caller says that the body is one JSON value a line. */
    public boolean isJsonLines(HttpServletRequest request) {
        return JSON_LINES.contains(mediaType(request));
    }

    /** The raw body of an ingest call, unpacked. */
    public byte[] ingest(HttpServletRequest request) {
        if (!isJsonLines(request)) {
            requireType(request, JSON, "application/json or application/x-ndjson");
        }
        return bytes(request, INGEST);
    }

    /** The value of a JSON text, which must be all there is. */
    public JsonNode parse(byte[] bytes) {
        try {
            JsonNode node = json.readTree(bytes);
            if (node.isMissingNode()) {
                throw Refused.field(Problem.MALFORMED_JSON, "body", "nothing", "a JSON text");
            }
            return node;
        } catch (StreamConstraintsException tooMuch) {
            throw Refused.field(
                    Problem.MALFORMED_JSON,
                    "body",
                    "JSON beyond all measure",
                    "objects and arrays nested at most 500 deep, numbers of at most 1000 digits");
        } catch (JacksonException broken) {
            TokenStreamLocation at = broken.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw Refused.field(Problem.MALFORMED_JSON, "body", "broken JSON" + where, "a JSON text in UTF-8");
        }
    }

    private static void requireType(HttpServletRequest request, Set<String> types, String expected) {
        String type = mediaType(request);
        if (!type.isEmpty() && !types.contains(type)) {
            throw Refused.field(Problem.MEDIA_TYPE, "Content-Type", request.getContentType(), expected);
        }
    }

    /** The media type without parameters, in lower case; empty when none was given. */
    private static String mediaType(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(HttpServletRequest request, int limit) {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(request.getContentLengthLong() + " bytes", limit);
        }
        try (InputStream body = unpacked(request)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] part = new byte[16 * 1024];
            for (int length = body.read(part); length >= 0; length = body.read(part)) {
                if (bytes.size() + length > limit) {
                    throw tooLarge("more", limit);
                }
                bytes.write(part, 0, length);
            }
            return bytes.toByteArray();
        } catch (ZipException | EOFException notGzip) {
            throw Refused.field(Problem.MALFORMED_JSON, "body", "something that does not unpack", "a body in gzip");
        } catch (IOException e) {
            throw incomplete();
        }
    }

    /** A body that ended too early, or came too slowly. */
    static Refused incomplete() {
        return Refused.field(
                Problem.MALFORMED_JSON,
                "body",
                "a part of it",
                "the whole body, at " + BodyPace.BYTES_A_SECOND + " bytes a second at least");
    }

    private static InputStream unpacked(HttpServletRequest request) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return request.getInputStream();
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return new GZIPInputStream(request.getInputStream());
        }
        throw Refused.field(Problem.MEDIA_TYPE, "Content-Encoding", encoding, "gzip, or none");
    }

    private static Refused tooLarge(String got, int limit) {
        return Refused.field(Problem.BODY_TOO_LARGE, "body", got, "at most " + limit + " bytes, unpacked");
    }
}
