// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.RawRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invalid, oversized and wrongly encoded bodies, at every call that reads one. */
class BodyRefusalsTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
    }

    static Stream<String> ordinary() {
        return Stream.of(
                "/reporter/p/" + account.projectToken() + "/sessions/filter",
                "/reporter/p/" + account.projectToken() + "/messages/filter",
                "/reporter/p/" + account.projectToken() + "/reports/messages");
    }

    static Stream<String> ingest() {
        return Stream.of(
                "/restapi/external-bot/" + account.ingestToken() + "/processLogs",
                "/restapi/external-bot/" + account.ingestToken() + "/initLiveChatSwitch",
                "/api/v1/ingest/messages",
                "/api/v1/ingest/statuses");
    }

    static Stream<String> all() {
        return Stream.concat(Stream.concat(Stream.of("/api/v1/session"), ordinary()), ingest());
    }

    private static HttpCall call(String path) {
        HttpCall call = SERVER.post(path);
        return path.startsWith("/api/v1/ingest") ? call.bearer(account.ingestToken()) : call;
    }

    @ParameterizedTest
    @MethodSource("all")
    void brokenJsonIsRefusedWithThePlaceWhereItBreaks(String path) {
        call(path)
                .json("{\"filters\":\n [nonsense]}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.MALFORMED_JSON,
                        "body",
                        "broken JSON at line 2, column 3",
                        "a JSON text in UTF-8");
        call(path).json("{\"a\":1} {\"b\":2}").send().isRefused(400, ErrorCode.MALFORMED_JSON);
        call(path).json("{\"a\":1").send().isRefused(400, ErrorCode.MALFORMED_JSON);
        call(path).json("   ").send().isRefused(400, ErrorCode.MALFORMED_JSON, "body", "nothing", "a JSON text");
    }

    @ParameterizedTest
    @MethodSource("all")
    void bytesThatAreNoUtf8AreRefused(String path) {
        byte[] body = "{\"a\":\"ab\"}".getBytes(StandardCharsets.UTF_8);
        body[6] = (byte) 0xff;
        call(path).body("application/json", body).send().isRefused(400, ErrorCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @MethodSource("all")
    void tenThousandLevelsAreRefused(String path) {
        // Within the size limit of a login's body.
        int many = path.endsWith("/session") ? 1_000 : 10_000;
        String deep = "[".repeat(many) + "]".repeat(many);
        for (String body :
                List.of(deep, "{\"filters\":" + deep + "}", "{\"a\":".repeat(many) + "1" + "}".repeat(many))) {
            if (body.equals(deep) && path.startsWith("/api/v1/ingest")) {
                // A batch of one such record, which costs only itself: BatchTest.
                continue;
            }
            call(path)
                    .json(body)
                    .send()
                    .isRefused(
                            400,
                            ErrorCode.MALFORMED_JSON,
                            "body",
                            "JSON beyond all measure",
                            "objects and arrays nested at most 500 deep, numbers of at most 1000 digits");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aNumberOfThousandsOfDigitsIsRefused(String path) {
        call(path).json("{\"timestamp\":" + "9".repeat(5000) + "}").send().isRefused(400, ErrorCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFormIsNoJson(String path) {
        boolean lines = path.contains("/restapi/") || path.contains("/ingest/");
        call(path)
                .body("application/x-www-form-urlencoded", "filters=%5B%5D")
                .send()
                .isRefused(
                        415,
                        ErrorCode.MEDIA_TYPE,
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        lines ? "application/json or application/x-ndjson" : "application/json");
        call(path).body("multipart/form-data; boundary=x", "--x--").send().isRefused(415, ErrorCode.MEDIA_TYPE);
        call(path).body("multipart/form-data", "--x--").send().isRefused(415, ErrorCode.MEDIA_TYPE);
        call(path).body("text/xml", "<a/>").send().isRefused(415, ErrorCode.MEDIA_TYPE);
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void aBodyOverOneMegabyteIsRefusedAlsoWhenItCameSmall(String path) {
        byte[] body = " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8);
        call(path)
                .body("application/json", body)
                .send()
                .isRefused(413, ErrorCode.BODY_TOO_LARGE, "body", "1048577 bytes", "at most 1048576 bytes, unpacked");
        call(path)
                .body("application/json", body)
                .gzip()
                .send()
                .isRefused(413, ErrorCode.BODY_TOO_LARGE, "body", "more", "at most 1048576 bytes, unpacked");
    }

    @Test
    void aLogInOverEightKilobytesIsRefused() {
        call("/api/v1/session")
                .json(" ".repeat(8193))
                .send()
                .isRefused(413, ErrorCode.BODY_TOO_LARGE, "body", "8193 bytes", "at most 8192 bytes, unpacked");
        call("/api/v1/session")
                .json(" ".repeat(8193))
                .gzip()
                .send()
                .isRefused(413, ErrorCode.BODY_TOO_LARGE, "body", "more", "at most 8192 bytes, unpacked");
    }

    @Test
    void aLogOverSixMegabytesIsRefused() {
        call("/restapi/external-bot/" + account.ingestToken() + "/processLogs")
                .json(" ".repeat((6 << 20) + 1))
                .send()
                .isRefused(413, ErrorCode.BODY_TOO_LARGE, "body", "6291457 bytes", "at most 6291456 bytes, unpacked");
    }

    @Test
    void moreValuesThanAnyCallNeedsAreRefusedBeforeTheyAreParsed() {
        String body = "[" + "[],".repeat(100_000) + "[]]";
        for (String path : List.of(
                "/reporter/p/" + account.projectToken() + "/messages/filter",
                "/restapi/external-bot/" + account.ingestToken() + "/processLogs")) {
            call(path)
                    .json(body)
                    .send()
                    .isRefused(
                            413,
                            ErrorCode.BODY_TOO_LARGE,
                            "body",
                            "200003 values and members",
                            "at most 200000 values and members");
        }
    }

    @Test
    void jsonInAnotherEncodingThanUtf8IsRefused() {
        for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
            call("/reporter/p/" + account.projectToken() + "/messages/filter")
                    .body("application/json", "{\"filters\":[]}".getBytes(charset))
                    .send()
                    .isRefused(
                            400,
                            ErrorCode.MALFORMED_JSON,
                            "body",
                            "broken JSON at line 1, column 1",
                            "a JSON text in UTF-8");
        }
    }

    @ParameterizedTest
    @MethodSource("ingest")
    void whereABodyIsNeededAnEmptyOneIsRefused(String path) {
        call(path).send().isRefused(400, ErrorCode.MALFORMED_JSON, "body", "nothing", "a JSON text");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aBodyThatIsShorterThanItSaysOrInBrokenChunksIsRefused(String path) {
        for (String framing :
                List.of("Content-Length: 100\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")) {
            byte[] request = ("POST " + path
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer " + account.ingestToken() + "\r\n" + framing)
                    .getBytes(StandardCharsets.UTF_8);
            RawRequest.send(SERVER, "POST", path, Set.of(), request)
                    .isRefused(
                            400,
                            ErrorCode.MALFORMED_JSON,
                            "body",
                            "a part of it",
                            "the whole body, at 16384 bytes a second at least");
        }
    }

    /** It would unpack to nothing for ever. */
    @Test
    void aBodyOfPackedNothingEnds() {
        String path = "/api/v1/session";
        byte[] nothing = HttpCall.gzipped(new byte[0]);
        ByteArrayOutputStream chunked = new ByteArrayOutputStream();
        chunked.writeBytes(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        int members = 1_000;
        String length = Integer.toHexString(nothing.length * members) + "\r\n";
        for (int sent = 0; sent < 200_000; sent += nothing.length * members) {
            chunked.writeBytes(length.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < members; i++) {
                chunked.writeBytes(nothing);
            }
            chunked.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        // The end is missing: whoever waits for it says that it is.
        RawRequest.send(SERVER, "POST", path, Set.of(), chunked.toByteArray()).isRefused(413, ErrorCode.BODY_TOO_LARGE);
    }

    @Test
    void aLogInWithoutABodyIsRefused() {
        call("/api/v1/session").send().isRefused(400, ErrorCode.WRONG_TYPE, "body", "nothing", "a JSON object");
        call("/api/v1/session").json("{}").send().isRefused(400, ErrorCode.MISSING_FIELD, "login", null, "a login");
        call("/api/v1/session")
                .json("{\"login\":\"a\"}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "password", null, "the password");
    }

    @Test
    void loneSurrogatesAndNulsAreKeptAsAVisibleMark() {
        String message = Json.text(
                        new Conversation("telegram", "anna", "odd").says("Q").messages())
                .replace("\"Q\"", "\"a\\ud800b\\u0000c\"");
        assertThat(call("/api/v1/ingest/messages")
                        .json(message)
                        .send()
                        .ok()
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        String filter = Json.filters(
                "{'key':'MESSAGE_TEXT','type':'TEXT','values':['\\udc00b\\u0000'],'comparisonType':'CONTAINS'}");
        assertThat(account.legacy("POST", "/messages/filter")
                        .json(filter)
                        .send()
                        .ok()
                        .each("messages", "question"))
                .containsExactly("a\ufffdb\ufffdc");
        account.legacy("GET", "/messages/by-session")
                .query("sessionId", "a\u0000b")
                .send()
                .isRefused(404, ErrorCode.SESSION);
    }

    @Test
    void aFieldOfARecordIsRefusedByItsName() {
        for (String[] each : new String[][] {
            {
                "'processingTime':-1",
                "reporter.validation.out_of_range",
                "processingTime: got «-1», expected milliseconds from 0 to 2147483647"
            },
            {
                "'processingTime':99999999999999999999",
                "reporter.validation.wrong_type",
                "processingTime: got «99999999999999999999», expected an integer"
            },
            {
                "'status':'SEEN'",
                "reporter.validation.invalid_value",
                "status: got «SEEN», expected one of NOT_SENT, SENT, NOT_DELIVERED, DELIVERED, READ"
            },
            {"'nlpInfo':[]", "reporter.validation.wrong_type", "nlpInfo: got «[]», expected a JSON object"},
            {
                "'nlpInfo':{'confidence':'high'}",
                "reporter.validation.wrong_type",
                "nlpInfo.confidence: got «\"high\"», expected a number"
            },
            {
                "'question':{'text':'hi'}",
                "reporter.validation.wrong_type",
                "question: got «{\"text\":\"hi\"}», expected a text"
            },
            {"'client':'anna'", "reporter.validation.wrong_type", "client: got «\"anna\"», expected a JSON object"},
            {"'client':{}", "reporter.validation.missing_field", "client.id: got nothing, expected the client's id"},
            {
                "'client':{'id':' '}",
                "reporter.validation.missing_field",
                "client.id: got « », expected a text that is not blank"
            },
            {"'botId':null", "reporter.validation.missing_field", "botId: got nothing, expected the id of the channel"},
            {
                "'operatorInfo':{}",
                "reporter.validation.missing_field",
                "operatorInfo.id: got nothing, expected the operator's id"
            },
        }) {
            var record = new Conversation("telegram", "anna", "s")
                    .says("hi")
                    .messages()
                    .getFirst();
            record.setAll(Json.object("{" + each[0] + "}"));
            var error = call("/api/v1/ingest/messages")
                    .json(List.of(record))
                    .send()
                    .ok()
                    .json()
                    .path("errors")
                    .get(0);
            assertThat(error.path("message").asString()).isEqualTo(each[2]);
            assertThat(error.path("error").asString()).isEqualTo(each[1]);
        }
    }
}
