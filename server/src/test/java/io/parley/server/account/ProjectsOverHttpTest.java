// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.security.TokenSecrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnPostgresToo
class ProjectsOverHttpTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void openAccount() {
        account = SERVER.newAccount();
    }

    @Test
    void projectsSayWhatIsInThem() {
        account.report(
                account.one(),
                new Conversation("telegram", "anna", "s-1")
                        .says("one")
                        .says("two")
                        .messages());
        account.report(
                account.one(),
                new Conversation("telegram", "boris", "s-2").says("three").messages());
        JsonNode projects = account.v1("GET", "/projects").send().ok().json();
        assertThat(projects.valueStream()
                        .map(project -> project.path("shortName").asString()))
                .containsExactly(account.one().shortName(), account.two().shortName());
        JsonNode busy = projects.path(0);
        assertThat(busy.path("channels").asInt()).isEqualTo(1);
        assertThat(busy.path("clients").asInt()).isEqualTo(2);
        assertThat(busy.path("sessions").asInt()).isEqualTo(2);
        assertThat(busy.path("messages").asInt()).isEqualTo(3);
        assertThat(busy.path("lastMessageAt").asString("")).matches("20.*Z");
        assertThat(projects.path(1).path("messages").asInt()).isZero();
        assertThat(projects.path(1).has("lastMessageAt")).isFalse();
        assertThat(account.v1("GET", "/projects/" + account.one().shortName())
                        .send()
                        .ok()
                        .json())
                .isEqualTo(busy);

        JsonNode channel = account.v1("GET", "/projects/" + account.one().shortName() + "/channels")
                .send()
                .ok()
                .json()
                .path(0);
        assertThat(channel.path("channelType").asString()).isEqualTo("telegram");
        assertThat(channel.path("messages").asInt()).isEqualTo(3);
    }

    @Test
    void aProjectIsCreatedFilledAndRenamed() {
        JsonNode made = account.v1("POST", "/projects")
                .json("{\"name\":\"Кофе & Café №2\"}")
                .send()
                .ok()
                .json();
        String shortName = made.path("shortName").asString();
        assertThat(shortName).matches("cafe-2-" + account.id() + "-[A-Za-z0-9]{3}");
        assertThat(made.path("name").asString()).isEqualTo("Кофе & Café №2");
        // The token that created the project may use it at once.
        account.v1("POST", "/ingest/messages")
                .query("projectShortName", shortName)
                .json(new Conversation("telegram", "anna", "s").says("hi").messages())
                .send()
                .ok();
        JsonNode renamed = account.v1("PUT", "/projects/" + shortName)
                .json("{\"name\":\"Tea\"}")
                .send()
                .ok()
                .json();
        assertThat(renamed.path("name").asString()).isEqualTo("Tea");
        assertThat(renamed.path("messages").asInt()).isEqualTo(1);
        assertThat(account.v1("GET", "/projects/" + shortName).send().ok().json())
                .isEqualTo(renamed);
    }

    @Test
    void aChannelIsAddedAndTheBotGetsIt() {
        String channels = "/projects/" + account.one().shortName() + "/channels";
        String botId = account.v1("POST", channels)
                .json("{\"channelType\":\"telegram\"}")
                .send()
                .ok()
                .json()
                .path("botId")
                .asString();
        assertThat(botId).startsWith(account.id() + "-" + account.one().shortName() + "-");
        account.v1("POST", channels)
                .json("{\"channelType\":\"vk\",\"botId\":\"bot-1\"}")
                .send()
                .ok();
        account.v1("POST", channels)
                .json("{\"channelType\":\"vk\",\"botId\":\"bot-1\"}")
                .send()
                .isRefused(
                        409,
                        ErrorCode.NAME_TAKEN,
                        "botId",
                        "bot-1",
                        "the id of a bot that has no channel in this project yet");
        assertThat(account.v1("GET", channels)
                        .send()
                        .ok()
                        .json()
                        .valueStream()
                        .map(channel -> channel.path("botId").asString()))
                .containsExactly(botId, "bot-1");
        assertThat(SERVER.get("/restapi/external-bot/" + account.ingestToken() + "/channels")
                        .send()
                        .ok()
                        .json()
                        .path(1)
                        .path("channel")
                        .asString())
                .isEqualTo("bot-1");
    }

    @Test
    void whatHasNoNameIsRefused() {
        account.v1("POST", "/projects")
                .json("{}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "name", null, "what the project is called");
        account.v1("POST", "/projects")
                .json("{\"name\":\" \"}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "name", " ", "a text that is not blank");
        String long256 = "a".repeat(256);
        account.v1("PUT", "/projects/" + account.one().shortName())
                .json(Json.object("{}").put("name", long256))
                .send()
                .isRefused(
                        400,
                        ErrorCode.OUT_OF_RANGE,
                        "name",
                        long256.substring(0, 120) + "…",
                        "a name of at most 255 characters");
        account.v1("POST", "/projects/" + account.one().shortName() + "/channels")
                .json("{}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "channelType", null, "a type of channel, such as telegram");
    }

    @Test
    void aProjectOfAnotherAccountDoesNotExist() {
        Account stranger = SERVER.newAccount();
        String ours = "/projects/" + account.one().shortName();
        assertThat(stranger.v1("GET", "/projects").send().ok().text())
                .doesNotContain(account.one().shortName());
        stranger.v1("GET", ours)
                .send()
                .isRefused(
                        404,
                        ErrorCode.PROJECT,
                        "projectShortName",
                        account.one().shortName(),
                        "the short name of a project within reach");
        stranger.v1("PUT", ours).json("{\"name\":\"theirs\"}").send().isRefused(404, ErrorCode.PROJECT);
        stranger.v1("GET", ours + "/channels").send().isRefused(404, ErrorCode.PROJECT);
        stranger.v1("POST", ours + "/channels")
                .json("{\"channelType\":\"vk\"}")
                .send()
                .isRefused(404, ErrorCode.PROJECT);
    }

    @ParameterizedTest
    @CsvSource({
        "Main,main",
        "My  first-project!,my-first-project",
        "Банк,project",
        "É,e",
        "'',project",
        "a very long name of a project that goes on,a-very-long-name-of-a-project"
    })
    void shortNamesAreMadeOfWhatIsLatin(String name, String word) {
        assertThat(ShortName.of(name, 7, new TokenSecrets())).matches(word + "-7-[A-Za-z0-9]{3}");
    }

    @Test
    void theServerSaysWhatItIs() {
        JsonNode about = account.v1("GET", "/about").send().ok().json();
        assertThat(about.path("version").asString()).isEqualTo("(not packaged)");
        assertThat(about.path("store").asString()).matches("(DuckDB|PostgreSQL) .+");
        assertThat(about.path("storeBytes").asLong()).isPositive();
    }
}
