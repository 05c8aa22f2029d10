// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.parley.core.error.ErrorCode;
import io.parley.core.filter.FilterKey;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.http.Extra;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Additions to the contract are given to those who ask for them. Each answer is also checked against the document. */
class ExtrasTest {
    /** Schemas of the document by the record that is written. */
    private static final Map<String, String> SCHEMAS = Map.of(
            "ExtendedMessageInfo", "ExtendedMessage",
            "MessageInfo", "Message",
            "TaskList", "ReportGenerationTasksDto",
            "ReportTaskInfo", "ReportGenerationTaskDto",
            "ReportSettings", "ReportSettings",
            "BranchInfo", "ScenarioExperimentDto");

    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
        account.report(new Conversation("chatapi", "c", "s")
                .says("hello")
                .with(message -> message.set("analytics", Json.object("{'sessionResult':'Sold'}")))
                .messages());
    }

    @Test
    void theDocumentDeclaresTheMembersThatTheCodeLeavesOut() {
        Set<String> marked = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.parley.server").stream()
                        .flatMap(type -> type.getFields().stream()
                                .filter(field -> field.isAnnotatedWith(Extra.class))
                                .map(field -> SCHEMAS.get(type.getSimpleName()) + "." + field.getName()))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(declared()).isEqualTo(marked);
    }

    @Test
    void theDocumentDeclaresTheValuesThatTheCodeLeavesOut() {
        JsonNode schemas = ApiDocumentBuilder.read().path("components").path("schemas");
        assertThat(texts(schemas.path("FilterKey").path(ContractPart.EXTRA)))
                .isEqualTo(Arrays.stream(FilterKey.values())
                        .filter(FilterKey::isExtra)
                        .map(Enum::name)
                        .toList());
        assertThat(texts(schemas.path("FileType").path(ContractPart.EXTRA))).containsExactly("JSONL", "PARQUET");
    }

    @Test
    void theDocumentOfTheContractHasNoAdditionAndNothingUnused() {
        ObjectNode contract = ApiDocumentBuilder.contract();
        assertThat(contract.findValues(ContractPart.EXTRA)).isEmpty();
        String text = Json.text(contract);
        assertThat(text).doesNotContain("WHILE_BLOCKED\"", "PARQUET\"", "X-Parley-Extras\"", "parley_session\"");
        assertThat(contract.path("paths").propertyNames())
                .contains("/api/v1/reporter/reports", "/reporter/p/{token}/sessions/filter")
                .doesNotContain("/api/v1/webhooks", "/api/v1/reporter/schedules", "/reporter/p/{token}/schedules");
        assertThat(contract.path("components").path("schemas").propertyNames())
                .contains("ExtendedMessage")
                .doesNotContain("Webhook", "Analytics", "ReportEstimate");
    }

    @Test
    void messagesHaveTheirAdditionsOnRequest() {
        JsonNode plain = first(account.legacy("POST", "/messages/filter"), "messages");
        assertThat(plain.has("analytics")).isFalse();
        assertThat(plain.has("question")).isTrue();
        JsonNode more = first(account.legacy("POST", "/messages/filter").extras(), "messages");
        assertThat(more.path("analytics").path("sessionResult").asString()).isEqualTo("Sold");
        assertThat(first(
                        account.v1("POST", "/reporter/messages/filter").header("X-Parley-Extras", "false"), "messages"))
                .isEqualTo(plain);
    }

    @Test
    void anythingButTrueAndFalseIsRefused() {
        account.v1("POST", "/reporter/messages/filter")
                .header("X-Parley-Extras", "yes")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "X-Parley-Extras", "\"yes\"", "true or false");
    }

    @Test
    void aTaskOfATypeThatTheContractLacksHasNoSettings() {
        String id = account.legacy("POST", "/reports/sessions")
                .json("{\"settings\":{\"fileType\":\"JSONL\"}}")
                .send()
                .ok()
                .json()
                .path("taskId")
                .asString();
        account.finished(id);
        String path = "/reports/tasks/" + id;
        JsonNode plain = account.legacy("GET", path).send().ok().json();
        assertThat(plain.has("settings")).isFalse();
        assertThat(plain.path("fileName").asString()).endsWith(".jsonl");
        JsonNode more = account.legacy("GET", path).extras().send().ok().json();
        assertThat(more.path("settings").path("fileType").asString()).isEqualTo("JSONL");
        assertThat(more.path("report").asString()).isEqualTo("sessions");
        assertThat(first(account.legacy("GET", "/reports"), "tasks").has("settings"))
                .isFalse();
        JsonNode event = first(account.v1("GET", "/async/events").query("requestId", id), "response");
        assertThat(event.path("payload").has("settings")).isFalse();
        // A call that the contract lacks gives everything.
        JsonNode again = account.legacy("POST", path + "/retry").send().ok().json();
        assertThat(again.path("settings").path("fileType").asString()).isEqualTo("JSONL");
    }

    @Test
    void branchesHaveTheirWeightOnRequestAndUnderParleysOwnPath() {
        account.legacy("POST", "/scenario-exeperiments")
                .json("{\"key\":\"e\",\"branches\":[{\"key\":\"a\",\"weight\":3}]}")
                .send()
                .ok();
        assertThat(weight(account.legacy("GET", "/scenario-exeperiments")).isMissingNode())
                .isTrue();
        assertThat(weight(account.legacy("GET", "/scenario-exeperiments").extras())
                        .asInt())
                .isEqualTo(3);
        assertThat(weight(account.legacy("GET", "/scenario-experiments")).asInt())
                .isEqualTo(3);
    }

    @Test
    void filtersThatTheContractLacksAreOfferedOnRequest() {
        HttpCall plain = account.legacy("GET", "/filters").query("analyticsSection", "SESSIONS");
        assertThat(keys(plain.send().ok().json()))
                .contains("EXCEPTION_EXISTENCE")
                .doesNotContain("WHILE_BLOCKED");
        HttpCall more = account.legacy("GET", "/filters")
                .query("analyticsSection", "SESSIONS")
                .extras();
        assertThat(keys(more.send().ok().json())).contains("WHILE_BLOCKED");
    }

    @Test
    void aFilterSetHasTheFormOfTheContract() {
        String sent = Json.filters(
                "{'key':'WHILE_BLOCKED','type':'RADIO','option':'NO'}",
                "{'key':'message_count','type':'numeric_range','from':'20','to':50.50}",
                "{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'2026-11-01T03:00:00+0300','to':1793491199999}",
                "{'key':'SESSION_LABELS','type':'CHECKBOX','options':[3,'4'],'more':1}",
                "{'key':'MESSAGE_TEXT','type':'TEXT','values':['a']}",
                "{'key':'NLP_STATE','type':'TREE','comparisonType':'not_contains','options':['/a']}",
                "{'key':'SESSION_DATA','type':'COMPOSITE_FILTER','options':[{'key':'City','comparisonOption':'EQUALS','value':7}]}",
                "{'key':'CUSTOM_FIELDS_IN_RESPONSE','type':'CUSTOM_FIELDS_IN_RESPONSE','responseDataJsonPaths':['$.a']}");
        String id = account.legacy("POST", "/user-filter-sets/filterSetId")
                .json(sent)
                .send()
                .ok()
                .json()
                .asString();
        HttpAnswer plain =
                account.legacy("GET", "/user-filter-sets/" + id).send().ok();
        assertThat(plain.json().path("filters"))
                .isEqualTo(Json.read(
                                Json.filters(
                                        "{'key':'MESSAGE_COUNT','type':'NUMERIC_RANGE','from':20,'to':50.5}",
                                        "{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'2026-11-01T00:00:00.000Z','to':'2026-10-31T23:59:59.999Z'}",
                                        "{'key':'SESSION_LABELS','type':'CHECKBOX','comparisonType':'CONTAINS','options':['3','4']}",
                                        "{'key':'MESSAGE_TEXT','type':'TEXT','comparisonType':'CONTAINS','values':['a'],'isCaseSensitive':false}",
                                        "{'key':'NLP_STATE','type':'TREE','comparisonType':'NOT_CONTAINS','options':['/a']}",
                                        "{'key':'SESSION_DATA','type':'COMPOSITE_FILTER','options':"
                                                + "[{'key':'City','value':'7','caseSensitive':false,'comparisonOption':'EQUALS'}]}",
                                        "{'key':'CUSTOM_FIELDS_IN_RESPONSE','type':'CUSTOM_FIELDS_IN_RESPONSE','responseDataJsonPaths':['$.a']}"))
                        .path("filters"));
        assertThat(account.legacy("GET", "/user-filter-sets/" + id)
                        .extras()
                        .send()
                        .ok()
                        .json()
                        .path("filters"))
                .isEqualTo(Json.read(sent).path("filters"));
    }

    /** Returns the declared members of all answers to calls of the contract. */
    private static Set<String> declared() {
        ObjectNode document = ApiDocumentBuilder.read();
        Set<String> found = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Operation.of(document).stream()
                .filter(operation -> !operation.isExtra())
                .forEach(operation -> collect(document, "", operation.node().path("responses"), found, seen));
        return found;
    }

    private static void collect(
            ObjectNode document, String schema, JsonNode node, Set<String> found, Set<String> seen) {
        if (node.path("properties").isObject()) {
            texts(node.path(ContractPart.EXTRA)).forEach(member -> found.add(schema + "." + member));
        }
        String reference = node.path("$ref").asString("");
        if (!reference.isEmpty() && seen.add(reference)) {
            collect(document, reference.replaceFirst(".*/", ""), document.at(reference.substring(1)), found, seen);
        }
        node.forEach(child -> collect(document, schema, child, found, seen));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> keys(JsonNode filters) {
        return filters.valueStream()
                .map(filter -> filter.path("key").asString())
                .toList();
    }

    private static JsonNode first(HttpCall call, String list) {
        return call.send().ok().json().path(list).path(0);
    }

    private static JsonNode weight(HttpCall list) {
        return list.send().ok().json().path(0).path("branches").path(0).path("weight");
    }
}
