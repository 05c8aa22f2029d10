// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The catalogue of labels and groups over HTTP, as the contract specifies it. */
@OnPostgresToo
class LabelCatalogueTest {
    private static final String MESSAGE_LABELS = "/reporter/message/labels";
    private static final String GROUPS = "/reporter/message/labels/groups";
    private static final String SESSION_LABELS = "/reporter/logs/labels/sessions";

    private Account account;

    @BeforeEach
    void openAccount() {
        account = ParleyServer.shared().newAccount();
    }

    // ---- Message labels

    @Test
    void aMessageLabelIsCreatedWithItsGroupReadChangedAndDeleted() {
        JsonNode created = send(
                        "POST", MESSAGE_LABELS, "{'name':'good','priority':7,'group':{'name':'Tone','priority':3}}")
                .ok()
                .json();
        long id = created.path("id").asLong();
        long group = created.path("group").path("id").asLong();
        assertThat(created)
                .isEqualTo(Json.object("{'id':" + id + ",'name':'good','priority':7,'group':{'id':" + group
                        + ",'name':'Tone','priority':3}}"));
        assertThat(get(MESSAGE_LABELS + "/" + id).ok().json()).isEqualTo(created);
        assertThat(get(MESSAGE_LABELS).ok().json()).containsExactly(created);

        long other =
                send("POST", GROUPS, "{'name':'Topic'}").ok().json().path("id").asLong();
        HttpAnswer changed = send(
                        "PUT", MESSAGE_LABELS + "/" + id, "{'name':'fine','groupId':" + other + ",'priority':'-1'}")
                .ok();
        assertThat(changed.bytes()).isEmpty();
        assertThat(get(MESSAGE_LABELS + "/" + id).ok().json())
                .isEqualTo(Json.object("{'id':" + id + ",'name':'fine','priority':-1,'group':{'id':" + other
                        + ",'name':'Topic','priority':4}}"));

        assertThat(send("DELETE", MESSAGE_LABELS + "/" + id, null).ok().bytes()).isEmpty();
        get(MESSAGE_LABELS + "/" + id)
                .isRefused(404, ErrorCode.LABEL, "id", "" + id, "the id of a message label of this account");
        send("DELETE", MESSAGE_LABELS + "/" + id, null).isRefused(404, ErrorCode.LABEL);
        send("PUT", MESSAGE_LABELS + "/" + id, "{}").isRefused(404, ErrorCode.LABEL);
    }

    @Test
    void aGroupIsFoundByIdOrElseByName() {
        long group =
                newMessageLabel("a", "{'name':'Tone'}").path("group").path("id").asLong();
        assertThat(newMessageLabel("b", "{'name':'Tone'}")
                        .path("group")
                        .path("id")
                        .asLong())
                .isEqualTo(group);
        assertThat(newMessageLabel("c", "{'id':" + group + ",'name':'Whatever'}")
                        .path("group")
                        .path("name")
                        .asString())
                .isEqualTo("Tone");
        assertThat(get(MESSAGE_LABELS)
                        .ok()
                        .json()
                        .valueStream()
                        .map(label -> label.path("priority").asInt())
                        .toList())
                .as("without a priority, after all others of the group")
                .containsExactly(0, 1, 2);
        send("POST", MESSAGE_LABELS, "{'name':'d','group':{'id':17}}")
                .isRefused(
                        404,
                        ErrorCode.LABEL_GROUP,
                        "group.id",
                        "17",
                        "the id of a group of message labels of this account");
        send("POST", MESSAGE_LABELS, "{'name':'d','group':{}}")
                .isRefused(400, ErrorCode.MISSING_FIELD, "group.name", null, "a name, unless there is an id");
        send("POST", MESSAGE_LABELS, "{'name':'d'}")
                .isRefused(400, ErrorCode.MISSING_FIELD, "group", null, "an object with the group's id or name");
    }

    @Test
    void listsOfMessageLabelsAreCreatedAndChangedAsAWholeOrNotAtAll() {
        assertThat(send(
                                "POST",
                                MESSAGE_LABELS + "/by-list",
                                "[{'name':'a','priority':2,'group':{'name':'G'}},{'name':'b','priority':1,'group':{'name':'G'}}]")
                        .ok()
                        .bytes())
                .isEmpty();
        assertThat(names(MESSAGE_LABELS)).containsExactly("b", "a");
        send(
                        "POST",
                        MESSAGE_LABELS + "/by-list",
                        "[{'name':'c','group':{'name':'New'}},{'name':'a','group':{'name':'G'}}]")
                .isRefused(409, ErrorCode.NAME_TAKEN, "[1].name", "a", "a name that no other label of its group has");
        assertThat(names(MESSAGE_LABELS)).containsExactly("b", "a");
        assertThat(names(GROUPS)).containsExactly("G");

        long a = idOf(MESSAGE_LABELS, "a");
        long b = idOf(MESSAGE_LABELS, "b");
        send("PUT", MESSAGE_LABELS + "/by-list", "[{'id':" + a + ",'name':'b'},{'id':" + b + ",'name':'a'}]")
                .ok();
        assertThat(get(MESSAGE_LABELS + "/" + a).ok().json().path("name").asString())
                .as("names exchanged")
                .isEqualTo("b");
        send("PUT", MESSAGE_LABELS + "/by-list", "[{'id':" + a + ",'name':'x'},{'id':1,'name':'y'}]")
                .isRefused(404, ErrorCode.LABEL, "[1].id", "1", "the id of a message label of this account");
        assertThat(get(MESSAGE_LABELS + "/" + a).ok().json().path("name").asString())
                .isEqualTo("b");
        send("PUT", MESSAGE_LABELS + "/by-list", "[{'id':" + a + ",'groupName':'H','groupPriority':9}]")
                .ok();
        JsonNode group = get(MESSAGE_LABELS + "/" + a).ok().json().path("group");
        assertThat(group.path("name").asString()).isEqualTo("H");
        assertThat(group.path("priority").asInt()).isEqualTo(9);
        send("PUT", MESSAGE_LABELS + "/by-list", "[{'name':'x'}]")
                .isRefused(400, ErrorCode.MISSING_FIELD, "[0].id", null, "an id");
    }

    @Test
    void aLabelThatMovesToAGroupWithItsNameIsRefused() {
        newMessageLabel("same", "{'name':'G'}");
        long id = newMessageLabel("same", "{'name':'H'}").path("id").asLong();
        send("PUT", MESSAGE_LABELS + "/by-list", "[{'id':" + id + ",'groupName':'G'}]")
                .isRefused(409, ErrorCode.NAME_TAKEN, "[0].id", "" + id, "a name that no other label of its group has");
    }

    @Test
    void prioritiesOfMessageLabelsChangeTogether() {
        long a = newMessageLabel("a", "{'name':'G'}").path("id").asLong();
        long b = newMessageLabel("b", "{'name':'G'}").path("id").asLong();
        String path = MESSAGE_LABELS + "/change-priority";
        assertThat(send("PUT", path, "[{'id':" + a + ",'newPriority':5},{'id':" + b + ",'newPriority':4}]")
                        .ok()
                        .bytes())
                .isEmpty();
        assertThat(names(MESSAGE_LABELS)).containsExactly("b", "a");
        send("PUT", path, "[{'id':" + a + ",'newPriority':1},{'id':17,'newPriority':2}]")
                .isRefused(404, ErrorCode.LABEL, "[1].id", "17", "the id of a message label of this account");
        assertThat(names(MESSAGE_LABELS)).containsExactly("b", "a");
        send("PUT", path, "[{'id':" + a + "}]")
                .isRefused(400, ErrorCode.MISSING_FIELD, "[0].newPriority", null, "a number");
        send("PUT", path, "[{'id':" + a + ",'newPriority':2147483648}]")
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "[0].newPriority", "2147483648", "a number that fits 32 bits");
        send("PUT", path, "{}").isRefused(400, ErrorCode.WRONG_TYPE, "body", "{}", "a JSON array");
        send("PUT", path, null).isRefused(400, ErrorCode.WRONG_TYPE, "body", "nothing", "a JSON array");
    }

    // ---- Groups

    @Test
    void aGroupIsCreatedReadChangedAndDeletedWithItsLabels() {
        JsonNode group =
                send("POST", GROUPS, "{'name':'Tone','priority':3}").ok().json();
        long id = group.path("id").asLong();
        assertThat(get(GROUPS + "/" + id).ok().json())
                .isEqualTo(group)
                .isEqualTo(Json.object("{'id':" + id + ",'name':'Tone','priority':3}"));
        assertThat(get(GROUPS).ok().json()).containsExactly(group);
        assertThat(get(MESSAGE_LABELS).ok().json()).isEmpty();
        send("POST", GROUPS, "{'name':'Tone'}")
                .isRefused(409, ErrorCode.NAME_TAKEN, "name", "Tone", "a name that no other group has");

        newMessageLabel("good", "{'id':" + id + "}");
        send("PUT", GROUPS + "/" + id, "{'name':'Mood'}").ok();
        send("PUT", GROUPS, "[{'id':" + id + ",'priority':8}]").ok();
        assertThat(get(MESSAGE_LABELS).ok().json().get(0).path("group"))
                .isEqualTo(Json.object("{'id':" + id + ",'name':'Mood','priority':8}"));
        send("PUT", GROUPS + "/change-priority", "[{'id':" + id + ",'newPriority':2}]")
                .ok();
        assertThat(get(GROUPS + "/" + id).ok().json().path("priority").asInt()).isEqualTo(2);
        send("PUT", GROUPS, "[{'id':" + id + ",'name':'x'},{'id':17}]")
                .isRefused(
                        404,
                        ErrorCode.LABEL_GROUP,
                        "[1].id",
                        "17",
                        "the id of a group of message labels of this account");
        assertThat(names(GROUPS)).containsExactly("Mood");

        assertThat(send("DELETE", GROUPS + "/" + id, null).ok().bytes()).isEmpty();
        assertThat(get(MESSAGE_LABELS).ok().json()).isEmpty();
        get(GROUPS + "/" + id)
                .isRefused(
                        404,
                        ErrorCode.LABEL_GROUP,
                        "id",
                        "" + id,
                        "the id of a group of message labels of this account");
        send("DELETE", GROUPS + "/" + id, null).isRefused(404, ErrorCode.LABEL_GROUP);
    }

    // ---- Session labels

    @Test
    void aSessionLabelIsCreatedReadChangedAndDeleted() {
        JsonNode created =
                send("POST", SESSION_LABELS, "{'name':'vip','priority':7}").ok().json();
        long id = created.path("id").asLong();
        assertThat(created).isEqualTo(Json.object("{'id':" + id + ",'name':'vip','priority':7}"));
        assertThat(get(SESSION_LABELS + "/" + id).ok().json()).isEqualTo(created);
        assertThat(get(SESSION_LABELS).ok().json()).containsExactly(created);
        send("POST", SESSION_LABELS, "{'name':'vip'}")
                .isRefused(409, ErrorCode.NAME_TAKEN, "name", "vip", "a name that no other session label has");
        assertThat(send("POST", SESSION_LABELS, "{'name':'last'}")
                        .ok()
                        .json()
                        .path("priority")
                        .asInt())
                .isEqualTo(8);

        assertThat(send("PUT", SESSION_LABELS + "/" + id, "{'name':'regular','priority':9}")
                        .ok()
                        .bytes())
                .isEmpty();
        assertThat(names(SESSION_LABELS)).containsExactly("last", "regular");
        send("PUT", SESSION_LABELS + "/change-priority", "[{'id':" + id + ",'newPriority':1}]")
                .ok();
        assertThat(names(SESSION_LABELS)).containsExactly("regular", "last");
        send("PUT", "/reporter/session-labels/by-list", "[{'id':" + id + ",'name':'guest'}]")
                .ok();
        send("PUT", "/reporter/session-labels/by-list", "[{'id':" + id + ",'name':'gone'},{'id':17}]")
                .isRefused(404, ErrorCode.LABEL, "[1].id", "17", "the id of a session label of this account");
        assertThat(names(SESSION_LABELS)).containsExactly("guest", "last");

        assertThat(send("DELETE", SESSION_LABELS + "/" + id, null).ok().bytes()).isEmpty();
        get(SESSION_LABELS + "/" + id)
                .isRefused(404, ErrorCode.LABEL, "id", "" + id, "the id of a session label of this account");
    }

    @Test
    void namesAreTextsThatSaySomethingAndIdsAreNumbers() {
        send("POST", SESSION_LABELS, "{}").isRefused(400, ErrorCode.MISSING_FIELD, "name", null, "a name");
        send("POST", SESSION_LABELS, "{'name':' '}")
                .isRefused(400, ErrorCode.MISSING_FIELD, "name", " ", "a text that is not blank");
        send("POST", SESSION_LABELS, "{'name':[]}").isRefused(400, ErrorCode.WRONG_TYPE, "name", "[]", "a text");
        send("POST", SESSION_LABELS, "{'name':'" + "я".repeat(256) + "'}").isRefused(400, ErrorCode.OUT_OF_RANGE);
        send("POST", SESSION_LABELS, "{'name':'" + "я".repeat(255) + "'}").ok();
        send("POST", SESSION_LABELS, null).isRefused(400, ErrorCode.WRONG_TYPE, "body", "nothing", "a JSON object");
        get(SESSION_LABELS + "/x").isRefused(400, ErrorCode.WRONG_TYPE, "id", "\"x\"", "an integer");
        get(MESSAGE_LABELS + "/x").isRefused(400, ErrorCode.WRONG_TYPE, "id", "\"x\"", "an integer");
        send("DELETE", GROUPS + "/1e3", null).isRefused(400, ErrorCode.WRONG_TYPE, "id", "\"1e3\"", "an integer");
    }

    // ---- Accounts

    @Test
    void aCatalogueIsItsAccountsOwn() {
        Account other = ParleyServer.shared().newAccount();
        long label = newMessageLabel("secret", "{'name':'G'}").path("id").asLong();
        long session = send("POST", SESSION_LABELS, "{'name':'secret'}")
                .ok()
                .json()
                .path("id")
                .asLong();
        assertThat(other.v1("GET", MESSAGE_LABELS).send().ok().json()).isEmpty();
        assertThat(other.v1("GET", SESSION_LABELS).send().ok().json()).isEmpty();
        assertThat(other.v1("GET", GROUPS).send().ok().json()).isEmpty();
        for (String path : List.of(MESSAGE_LABELS + "/" + label, SESSION_LABELS + "/" + session)) {
            other.v1("GET", path).send().isRefused(404, ErrorCode.LABEL);
            other.v1("PUT", path).json("{\"name\":\"mine\"}").send().isRefused(404, ErrorCode.LABEL);
            other.v1("DELETE", path).send().isRefused(404, ErrorCode.LABEL);
        }
        other.v1("POST", SESSION_LABELS).json("{\"name\":\"secret\"}").send().ok();
        assertThat(names(MESSAGE_LABELS)).containsExactly("secret");
        assertThat(names(SESSION_LABELS)).containsExactly("secret");
    }

    @Test
    void whatIsDeletedIsOffAllMessagesAndSessions() {
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
        long label = newMessageLabel("good", "{'name':'G'}").path("id").asLong();
        long kept = newMessageLabel("kept", "{'name':'H'}").path("id").asLong();
        long session = send("POST", SESSION_LABELS, "{'name':'vip'}")
                .ok()
                .json()
                .path("id")
                .asLong();
        for (long each : List.of(label, kept)) {
            account.v1("POST", MESSAGE_LABELS + "/logs")
                    .query("questionId", "s-1")
                    .json("{\"labelId\":" + each + "}")
                    .send()
                    .ok();
        }
        account.v1("POST", "/reporter/session-labels/sessions")
                .query("sessionId", "s")
                .json("{\"labelId\":" + session + "}")
                .send()
                .ok();
        send(
                        "DELETE",
                        GROUPS + "/"
                                + get(MESSAGE_LABELS + "/" + label)
                                        .ok()
                                        .json()
                                        .path("group")
                                        .path("id")
                                        .asLong(),
                        null)
                .ok();
        send("DELETE", SESSION_LABELS + "/" + session, null).ok();
        JsonNode message = account.v1("POST", "/reporter/messages/filter")
                .send()
                .ok()
                .json()
                .path("messages")
                .get(0);
        assertThat(message.path("labels")
                        .valueStream()
                        .map(each -> each.path("id").asLong())
                        .toList())
                .containsExactly(kept);
        assertThat(message.path("sessionLabels").isEmpty()).isTrue();
    }

    // ---- Texts

    private HttpAnswer get(String path) {
        return account.v1("GET", path).send();
    }

    private HttpAnswer send(String method, String path, @Nullable String body) {
        var call = account.v1(method, path);
        return (body == null ? call : call.json(body.replace('\'', '"'))).send();
    }

    private JsonNode newMessageLabel(String name, String group) {
        return send("POST", MESSAGE_LABELS, "{'name':'" + name + "','group':" + group + "}")
                .ok()
                .json();
    }

    private List<String> names(String path) {
        return StreamSupport.stream(get(path).ok().json().spliterator(), false)
                .map(each -> each.path("name").asString())
                .collect(Collectors.toList());
    }

    private long idOf(String path, String name) {
        return get(path)
                .ok()
                .json()
                .valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
    }
}
