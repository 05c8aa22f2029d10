// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Limits of a batch's size, compressed and decompressed. */
class BatchLimitsTest {
    private static final int LIMIT = 32 << 20;
    private static final String EXPECTED = "at most " + LIMIT + " bytes, unpacked";

    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
    }

    @Test
    void aBatchOfExactlyTheLimitIsTaken() {
        byte[] body = blank(LIMIT);
        byte[] message = Json.text(
                        new Conversation("telegram", "anna", "s").says("hi").messages())
                .getBytes(StandardCharsets.UTF_8);
        System.arraycopy(message, 0, body, body.length - message.length, message.length);
        assertThat(ingest().body("application/json", body)
                        .send()
                        .ok()
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(ingest().body("application/json", body)
                        .gzip()
                        .send()
                        .ok()
                        .json()
                        .path("duplicates")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aBatchOverTheLimitIsRefusedBeforeItIsRead() {
        ingest().body("application/json", blank(LIMIT + 1))
                .send()
                .isRefused(413, ErrorCode.BODY_TOO_LARGE, "body", (LIMIT + 1) + " bytes", EXPECTED);
    }

    @Test
    void aSmallBodyThatUnpacksToMoreThanTheLimitIsRefused() {
        HttpCall bomb = ingest().body("application/json", blank(LIMIT + 1)).gzip();
        bomb.send().isRefused(413, ErrorCode.BODY_TOO_LARGE, "body", "more", EXPECTED);
    }

    @Test
    void manyRecordsThatCannotBeReadAreKeptAtOnce() {
        int many = 5_000;
        Account fresh = SERVER.newAccount();
        JsonNode answer = SERVER.post("/api/v1/ingest/messages")
                .bearer(fresh.ingestToken())
                .body("application/x-ndjson", "1\n".repeat(many))
                .send()
                .ok()
                .json();
        assertThat(answer.path("refused").asInt()).isEqualTo(many);
        assertThat(answer.path("errors").size()).isEqualTo(1_000);
        assertThat(SERVER.get("/api/v1/ingest/quarantine")
                        .bearer(fresh.ingestToken())
                        .send()
                        .ok()
                        .totalCount())
                .isEqualTo(many);
    }

    @Test
    void oneMessageMayBeSeveralMegabytes() {
        String text = "слово ".repeat(400_000);
        ObjectNode message = new Conversation("telegram", "anna", "large")
                .says(text)
                .messages()
                .getFirst();
        assertThat(ingest().json(message).send().ok().json().path("accepted").asInt())
                .isEqualTo(1);
        assertThat(account.legacy("GET", "/messages/by-session")
                        .query("sessionId", "large")
                        .send()
                        .ok()
                        .each("messages", "question"))
                .containsExactly(text);
    }

    @Test
    void aBatchOfSeveralPortionsIsTakenAsAWhole() {
        Conversation chat = new Conversation("telegram", "anna", "portions");
        for (int i = 0; i < 2_500; i++) {
            chat.says("hi");
        }
        String lines = Json.lines(chat.messages()) + "\n7\n";
        assertThat(ingest().body("application/x-ndjson", lines).send().ok().json())
                .isEqualTo(Json.read("""
                        {"accepted":2500,"duplicates":0,"refused":1,"errors":[{"index":2500,"line":2501,"error":"reporter.validation.wrong_type",
                        "message":"body: got «7», expected a JSON object"}]}
                        """));
        assertThat(ingest().body("application/x-ndjson", lines)
                        .gzip()
                        .send()
                        .ok()
                        .json()
                        .path("duplicates")
                        .asInt())
                .isEqualTo(2_500);
    }

    @Test
    void aRecordThatIsTooLargeIsRefusedAndDoesNotHinderTheOthers() {
        String message = Json.text(new Conversation("telegram", "anna", "beside")
                .says("hi")
                .messages()
                .getFirst());
        String tooLong = "\"" + "x".repeat(6 << 20) + "\"";
        String tooMany = "[" + "[],".repeat(200_000) + "[]]";
        String length = "record: got «more», expected at most 6291456 bytes, unpacked";
        String values = "body: got «400003 values and members», expected at most 200000 values and members";
        for (HttpCall batch : List.of(
                ingest().json("[" + tooLong + "," + tooMany + "," + message + "]"),
                ingest().body("application/x-ndjson", tooLong + "\n" + tooMany + "\n" + message))) {
            HttpAnswer answer = batch.send().ok();
            assertThat(answer.json().path("accepted").asInt()
                            + answer.json().path("duplicates").asInt())
                    .isEqualTo(1);
            assertThat(answer.each("errors", "error")).containsOnly(ErrorCode.BODY_TOO_LARGE.code());
            assertThat(answer.each("errors", "message")).containsExactly(length, values);
        }
    }

    @Test
    void whatDoesNotUnpackIsRefused() {
        ingest().header("Content-Encoding", "gzip")
                .body("application/json", "[]")
                .send()
                .isRefused(400, ErrorCode.MALFORMED_JSON, "body", "something that does not unpack", "a body in gzip");
        byte[] whole = HttpCall.gzipped("[ ]".getBytes(StandardCharsets.UTF_8));
        ingest().header("Content-Encoding", "gzip")
                .body("application/json", Arrays.copyOf(whole, whole.length - 6))
                .send()
                .isRefused(400, ErrorCode.MALFORMED_JSON, "body", "something that does not unpack", "a body in gzip");
        byte[] spoilt = whole.clone();
        spoilt[spoilt.length - 8] ^= (byte) (new CRC32().getValue() + 1);
        ingest().header("Content-Encoding", "gzip")
                .body("application/json", spoilt)
                .send()
                .isRefused(400, ErrorCode.MALFORMED_JSON, "body", "something that does not unpack", "a body in gzip");
    }

    @Test
    void anotherPackingIsRefused() {
        ingest().header("Content-Encoding", "br")
                .json("[]")
                .send()
                .isRefused(415, ErrorCode.MEDIA_TYPE, "Content-Encoding", "br", "gzip, or none");
    }

    private static byte[] blank(int size) {
        byte[] spaces = new byte[size];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    private static HttpCall ingest() {
        return SERVER.post("/api/v1/ingest/messages").bearer(account.ingestToken());
    }
}
