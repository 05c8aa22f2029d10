// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests of the real framework (JAICF 1.3.12), byte for byte. */
final class CapturedLogs {
    /** Bodies of {@code processLogs}, in the order in which they were sent. */
    static final List<String> LOGS = lines("/jaicf/processLogs.ndjson");
    /** Bodies of {@code initLiveChatSwitch}. */
    static final List<String> SWITCHES = lines("/jaicf/initLiveChatSwitch.ndjson");

    static final String ANNA = "chatapi-1000001-probe-1000001-aBc-11-anna-";
    static final String FIRST_SESSION = ANNA + "9423aff8-d00c-457d-87d9-1e2af2e0407a";

    private CapturedLogs() {}

    /** Returns a copy of a captured log, to be modified. */
    static ObjectNode log(int number) {
        return (ObjectNode) Json.read(LOGS.get(number));
    }

    /** Sends a log as the framework does; it must be accepted. */
    static void send(ParleyServer server, Account account, String log) {
        JsonNode answer = server.post("/restapi/external-bot/" + account.ingestToken() + "/processLogs")
                .header("Accept", "application/json")
                .header("Accept-Charset", "UTF-8")
                .json(log)
                .send()
                .ok()
                .json();
        assertThat(answer).isEqualTo(Json.object("{}"));
    }

    /** Creates an account with all labels of the captured logs except one. */
    static Account account(ParleyServer server) {
        Account account = server.newAccount();
        account.newSessionLabel("vip");
        account.newMessageLabel("Topic", "Finance");
        account.newMessageLabel("Another topic", "Finance");
        return account;
    }

    private static List<String> lines(String file) {
        try (InputStream in = CapturedLogs.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
