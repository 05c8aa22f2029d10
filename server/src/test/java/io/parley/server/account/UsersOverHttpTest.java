// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.LoggedInUser;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.account.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@OnPostgresToo
class UsersOverHttpTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String SHORT = "at least 10 characters, at most 72 bytes in UTF-8";
    private Account account;

    @BeforeEach
    void openAccount() {
        account = SERVER.newAccount();
    }

    private HttpCall adding(String login, String rest) {
        return account.v1("POST", "/people")
                .json(Json.object("{'role':'ANALYST'" + rest + "}").put("login", login));
    }

    private static HttpCall logIn(String login, String password) {
        return SERVER.post("/api/v1/session")
                .json(Json.object("{}").put("login", login).put("password", password));
    }

    private String newLogin() {
        return "analyst-" + account.id() + "@example.org";
    }

    @Test
    void aPersonIsAddedWithAPasswordThatIsShownOnce() {
        JsonNode added = adding(newLogin(), "").send().ok().json();
        String password = added.path("password").asString();
        assertThat(password).matches("[A-Za-z0-9]{16}");
        logIn(newLogin(), password).send().ok();
        assertThat(account.v1("GET", "/people").send().ok().json().path(0))
                .isEqualTo(Json.object("{'id':%d,'login':'%s','role':'ANALYST','active':true,'createdAt':'%s'}"
                        .formatted(
                                added.path("id").asLong(),
                                newLogin(),
                                added.path("createdAt").asString())));
        adding(newLogin(), "")
                .send()
                .isRefused(409, ErrorCode.NAME_TAKEN, "login", newLogin(), "a login that nobody has yet");
    }

    @Test
    void aPersonIsAddedWithAPasswordThatSomebodyChose() {
        JsonNode added =
                adding(newLogin(), ",'password':'пароль длинный'").send().ok().json();
        assertThat(added.has("password")).isFalse();
        logIn(newLogin(), "пароль длинный").send().ok();
    }

    @Test
    void passwordsAreNeitherTooShortNorTooLongNorRepeated() {
        adding(newLogin(), ",'password':'too short'")
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "password", "a password of 9 characters", SHORT);
        adding(newLogin(), ",'password':'" + "я".repeat(37) + "'")
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "password", "a password of 37 characters", SHORT);
        String longest = "x".repeat(72);
        adding(newLogin(), ",'password':'" + longest + "'").send().ok();
        logIn(newLogin(), longest + "y").send().isRefused(401, ErrorCode.LOGIN_FAILED);
        logIn(newLogin(), longest).send().ok();
    }

    @Test
    void peopleThatCannotBeMeantAreRefused() {
        account.v1("POST", "/people")
                .json("{}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "login", null, "what the person logs in with");
        account.v1("POST", "/people")
                .json(Json.object("{'role':'KING'}").put("login", newLogin()))
                .send()
                .isRefused(400, ErrorCode.INVALID_VALUE, "role", "KING", "one of VIEWER, ANALYST, ADMIN");
    }

    @Test
    void aRoleCountsAtOnceAndWhoIsKeptOutIsOut() {
        account.newPerson(Role.ADMIN);
        String login = account.newPerson(Role.ADMIN);
        LoggedInUser page = account.page(login);
        String person = "/people/"
                + account.v1("GET", "/people")
                        .send()
                        .ok()
                        .json()
                        .path(1)
                        .path("id")
                        .asLong();

        page.call("GET", "/tokens").send().ok();
        account.v1("PUT", person).json("{\"role\":\"VIEWER\"}").send().ok();
        page.call("GET", "/tokens").send().isRefused(403, ErrorCode.NOT_ALLOWED);
        JsonNode out =
                account.v1("PUT", person).json("{\"active\":false}").send().ok().json();
        assertThat(out.path("active").asBoolean()).isFalse();
        assertThat(out.path("role").asString()).isEqualTo("VIEWER");
        page.call("GET", "/projects").send().isRefused(401, ErrorCode.TOKEN_MISSING);
        logIn(login, Account.PASSWORD)
                .send()
                .isRefused(401, ErrorCode.LOGIN_FAILED, "login and password do not belong together");
        account.v1("PUT", person)
                .json("{\"active\":true,\"password\":\"a new password\"}")
                .send()
                .ok();
        logIn(login, "a new password").send().ok();
    }

    @Test
    void theLastAdministratorStays() {
        account.newPerson(Role.ADMIN);
        String id = account.v1("GET", "/people")
                .send()
                .ok()
                .json()
                .path(0)
                .path("id")
                .asString();
        for (String change : List.of("{\"active\":false}", "{\"role\":\"ANALYST\"}")) {
            account.v1("PUT", "/people/" + id)
                    .json(change)
                    .send()
                    .isRefused(
                            409,
                            ErrorCode.LAST_ADMIN,
                            "id",
                            id,
                            "somebody else, because this is the account's last administrator");
        }
    }

    @Test
    void aPersonOfAnotherAccountIsNobody() {
        account.newPerson(Role.ADMIN);
        String id = account.v1("GET", "/people")
                .send()
                .ok()
                .json()
                .path(0)
                .path("id")
                .asString();
        Account stranger = SERVER.newAccount();
        assertThat(stranger.v1("GET", "/people").send().ok().json()).isEmpty();
        stranger.v1("PUT", "/people/" + id)
                .json("{\"active\":false}")
                .send()
                .isRefused(404, ErrorCode.PERSON, "id", id, "the id of a person of this account");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "ADMIN", mode = EnumSource.Mode.EXCLUDE)
    void onlyAdministratorsSetUpTheAccount(Role role) {
        LoggedInUser page = account.page(account.newPerson(role));
        String project = "/projects/" + account.one().shortName();
        page.call("GET", "/projects").send().ok();
        page.call("GET", project + "/channels").send().ok();
        for (HttpCall call : List.of(
                page.call("POST", "/projects").json("{\"name\":\"x\"}"),
                page.call("PUT", project).json("{\"name\":\"x\"}"),
                page.call("POST", project + "/channels").json("{\"channelType\":\"vk\"}"),
                page.call("GET", "/tokens"),
                page.call("POST", "/tokens").json("{\"kind\":\"UNIFIED\",\"name\":\"x\"}"),
                page.call("DELETE", "/tokens/" + account.unifiedToken().id()),
                page.call("GET", "/people"),
                page.call("POST", "/people").json("{\"login\":\"x\",\"role\":\"ADMIN\"}"),
                page.call("PUT", "/people/1").json("{}"),
                page.call("GET", "/about"))) {
            call.send().isRefused(403, ErrorCode.NOT_ALLOWED, "this token or person may not make this call");
        }
    }

    // ---- One's own password

    @Test
    void onesOwnPasswordIsChangedByWhoKnowsIt() {
        String login = account.newPerson(Role.VIEWER);
        LoggedInUser here = account.page(login);
        LoggedInUser there = account.page(login);
        here.call("PUT", "/session/password")
                .json("{\"oldPassword\":\"guessed\",\"newPassword\":\"a new password\"}")
                .send()
                .isRefused(400, ErrorCode.INVALID_VALUE, "oldPassword", "another", "the password that you log in with");
        here.call("PUT", "/session/password")
                .json(Json.object("{'newPassword':'short'}").put("oldPassword", Account.PASSWORD))
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "newPassword", "a password of 5 characters", SHORT);
        here.call("PUT", "/session/password")
                .json(Json.object("{'newPassword':'a new password'}").put("oldPassword", Account.PASSWORD))
                .send()
                .ok();
        here.call("GET", "/projects").send().ok();
        there.call("GET", "/projects").send().isRefused(401, ErrorCode.TOKEN_MISSING);
        logIn(login, Account.PASSWORD).send().isRefused(401, ErrorCode.LOGIN_FAILED);
        logIn(login, "a new password").send().ok();
    }

    @Test
    void aTokenHasNoPassword() {
        account.v1("PUT", "/session/password")
                .json("{}")
                .send()
                .isRefused(403, ErrorCode.NOT_ALLOWED, "a token has no password; log in to the page");
    }

    @Test
    void whoGuessesPasswordsHasToWait() {
        String login = account.newPerson(Role.ADMIN);
        for (int i = 0; i < 10; i++) {
            logIn(login, "guess " + i).send().isRefused(401, ErrorCode.LOGIN_FAILED);
        }
        var refused = logIn(login, Account.PASSWORD).send().isRefused(429, ErrorCode.TOO_MANY_REQUESTS);
        long wait = refused.json().path("args").path("retryAfter").asLong();
        assertThat(wait).isBetween(500L, 600L);
        assertThat(refused.header("Retry-After")).isEqualTo("" + wait);
        refused.isRefused(429, ErrorCode.TOO_MANY_REQUESTS, "too many wrong passwords; try again in " + wait + " s");
    }
}
