// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.core.LongRun;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.ApiDocument;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clients that openapi-generator makes of the contract's part of the document read every answer. Each client gets a list
 * of answers with the names of their models, reads them all, and fails at the first one that it refuses.
 */
@LongRun.Only(because = "downloads a generator of clients and the libraries of its clients, and compiles these")
class GeneratedClientsTest {
    private static final String GENERATOR = "org.openapitools:openapi-generator-cli:7.14.0";
    private static final String TYPESCRIPT = "typescript@5.9.3";
    private static final long LONGEST_MINUTES = 15;
    private static final String PROJECT = "projectShortName";

    private static final String JAVA_NATIVE = """
            package gen;
            import com.fasterxml.jackson.databind.ObjectMapper;
            import java.nio.file.*;
            import java.util.List;
            public class ReadAnswers {
                public static void main(String[] list) throws Exception {
                    ObjectMapper json = ApiClient.createDefaultObjectMapper();
                    for (String line : Files.readAllLines(Path.of(list[0]))) {
                        String[] answer = line.split("\\t");
                        Class<?> model = Class.forName("gen.model." + answer[0]);
                        var type = answer[1].equals("list")
                            ? json.getTypeFactory().constructCollectionType(List.class, model)
                            : json.getTypeFactory().constructType(model);
                        try {
                            json.readValue(Path.of(answer[2]).toFile(), type);
                        } catch (Exception e) {
                            throw new AssertionError(line, e);
                        }
                    }
                }
            }
            """;
    private static final String JAVA_GSON = """
            package gen;
            import com.google.gson.reflect.TypeToken;
            import java.nio.file.*;
            import java.util.List;
            public class ReadAnswers {
                public static void main(String[] list) throws Exception {
                    new JSON();
                    for (String line : Files.readAllLines(Path.of(list[0]))) {
                        String[] answer = line.split("\\t");
                        Class<?> model = Class.forName("gen.model." + answer[0]);
                        var type = answer[1].equals("list")
                            ? TypeToken.getParameterized(List.class, model).getType()
                            : model;
                        try {
                            JSON.getGson().fromJson(Files.readString(Path.of(answer[2])), type);
                        } catch (Exception e) {
                            throw new AssertionError(line, e);
                        }
                    }
                }
            }
            """;
    private static final String NODE = """
            const fs = require('fs');
            const models = require('./js/index.js');
            for (const line of fs.readFileSync(process.argv[2], 'utf8').trim().split('\\n')) {
              const [name, form, file] = line.split('\\t');
              const answer = JSON.parse(fs.readFileSync(file, 'utf8'));
              const read = models[name + 'FromJSON'];
              try {
                for (const element of form === 'list' ? answer : [answer]) models[name + 'ToJSON'](read(element));
              } catch (error) {
                throw new Error(line, { cause: error });
              }
            }
            """;
    private static final String PYTHON = """
            import json, sys
            import openapi_client.models as models
            for line in open(sys.argv[1], encoding='utf-8').read().strip().split('\\n'):
                name, form, file = line.split('\\t')
                answer = json.load(open(file, encoding='utf-8'))
                for element in answer if form == 'list' else [answer]:
                    try:
                        getattr(models, name).from_dict(element)
                    except Exception as error:
                        raise AssertionError(line) from error
            """;

    private static final ParleyServer SERVER = ParleyServer.shared();

    @TempDir
    static Path folder;

    private static Path generator;
    private static Path document;
    private static Path answers;

    /** @param path of the operation in the document */
    private record Call(String method, String path, HttpCall call) {
        Call with(String parameter, Object value) {
            return new Call(method, path, call.query(parameter, value));
        }
    }

    @BeforeAll
    static void initialize() throws Exception {
        assumeTrue(exists("mvn", "--version"), "Maven is not there, which downloads the generator");
        run(
                folder,
                "mvn",
                "-q",
                "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy",
                "-Dartifact=" + GENERATOR,
                "-DoutputDirectory=" + folder);
        try (Stream<Path> files = Files.list(folder)) {
            generator = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
        ObjectNode contract = (ObjectNode)
                SERVER.get("/openapi.json").query("extras", false).send().ok().json();
        document = Files.writeString(folder.resolve("contract.json"), Json.text(contract));
        answers = listOfAnswers(contract);
    }

    /** Writes the answers of all calls, and the list of them: name of the model, one or a list, file. */
    private static Path listOfAnswers(ObjectNode contract) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Call call : calls()) {
            HttpAnswer answer = call.call.send().ok();
            JsonNode schema = contract.path("paths")
                    .path(call.path)
                    .path(call.method.toLowerCase(Locale.ROOT))
                    .path("responses")
                    .path("200");
            schema = resolved(contract, schema)
                    .path("content")
                    .path("application/json")
                    .path("schema");
            boolean isList = schema.path("type").asString("").equals("array");
            String model = (isList ? schema.path("items") : schema).path("$ref").asString();
            assertThat(model).as(call.path).isNotEmpty();
            Path file = Files.write(folder.resolve("answer-" + lines.size() + ".json"), answer.bytes());
            lines.add(String.join("\t", model.replaceFirst(".*/", ""), isList ? "list" : "one", file.toString()));
        }
        return Files.write(folder.resolve("answers"), lines);
    }

    private static JsonNode resolved(ObjectNode document, JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static List<Call> calls() {
        Account account = SERVER.newAccount();
        account.newSessionLabel("vip");
        long label = account.newMessageLabel("mood", "glad");
        account.report(new Conversation("resterisk", "anna", "s")
                .says("hello")
                .with(message -> message.setAll(Json.object("""
                        {'textAnswer':'hi','intent':'Greeting','isCallIncoming':true,'callTaskId':7,'audioFileUrl':'https://example.org/1.mp3',
                         'nlpInfo':{'nlpState':'/a','nlpClass':'/a','fromState':'/','confidence':0.5,'rule':'r','ruleType':'pattern'},
                         'responseData':{'replies':[{'type':'text','text':'hi'}]},'requestData':{'a':[1]},'data':{'b':null},
                         'operatorInfo':{'id':'o'},'isLivechat':true,'processingTime':4,'exception':'e','comment':'c',
                         'analytics':{'sessionResult':'Sold','sessionData':{'City':'Omsk'},'sessionLabels':['vip'],
                          'messageLabels':[{'labelName':'glad','groupName':'mood'}]}}""")))
                .says("bye")
                .messages());
        account.reportStatus("{'timestamp':1772359200000,'botId':'bot-resterisk','questionId':'s-1','status':'SENT'}");
        String set = account.legacy("POST", "/user-filter-sets/filterSetId")
                .json(Json.filters(
                        "{'key':'WHILE_BLOCKED','type':'RADIO','option':'NO'}",
                        "{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'2026-01-01T00:00:00+0300'}",
                        "{'key':'MESSAGE_TEXT','type':'TEXT','values':['a']}"))
                .send()
                .ok()
                .json()
                .asString();
        account.legacy("POST", "/scenario-exeperiments")
                .json(
                        "{\"key\":\"e\",\"branches\":[{\"key\":\"a\",\"weight\":3},{\"key\":\"b\"}],\"status\":\"RUNNING\"}")
                .send()
                .ok();
        String task = "";
        for (String type : List.of("XLSX", "JSONL", "PARQUET")) {
            task = account.legacy("POST", "/reports/sessions")
                    .json("{\"settings\":{\"fileType\":\"" + type + "\",\"bom\":true}}")
                    .send()
                    .ok()
                    .json()
                    .path("taskId")
                    .asString();
            account.finished(task);
        }
        List<Call> calls = new ArrayList<>(List.of(
                of(account, "POST", "/sessions/filter").with("needToReturnSessionData", true),
                of(account, "POST", "/messages/filter"),
                of(account, "GET", "/messages/by-session").with("sessionId", "s"),
                of(account, "GET", "/messages/by-client")
                        .with("botId", "bot-resterisk")
                        .with("clientId", "anna"),
                of(account, "GET", "/messages/page-in-session")
                        .with("sessionId", "s")
                        .with("questionId", "s-1"),
                of(account, "POST", "/clients/filter"),
                of(account, "POST", "/clients/all-for-bot")
                        .with("botId", "bot-resterisk")
                        .with("dateTo", "2027-01-01T00:00:00Z"),
                of(account, "POST", "/state-routes/filter"),
                of(account, "GET", "/projects/sessions/count"),
                of(account, "POST", "/filter-options")
                        .with("filterKey", "SESSION_LABELS")
                        .with("analyticsSection", "SESSIONS"),
                of(account, "POST", "/interval-filter-options")
                        .with("filterKey", "MESSAGE_COUNT")
                        .with("analyticsSection", "SESSIONS"),
                of(account, "GET", "/user-filter-sets/{filterSetId}", set),
                of(account, "GET", "/message/labels"),
                of(account, "GET", "/message/labels/{id}", label),
                of(account, "POST", "/stats/messages/with-advanced-filters"),
                of(account, "POST", "/stats/sessions/with-advanced-filters"),
                of(account, "POST", "/stats/session-labels"),
                of(account, "POST", "/stats/log-labels"),
                of(account, "GET", "/stats/telephony")
                        .with("dateFrom", "2026-03-01")
                        .with("dateTo", "2026-03-02"),
                of(account, "GET", "/stats/unique-clients"),
                of(account, "GET", "/scenario-exeperiments"),
                of(account, "GET", "/scenario-exeperiments/count-sessions"),
                of(account, "GET", "/reports"),
                of(account, "GET", "/reports/tasks/{reportGenerationTaskId}", task)));
        for (String section : List.of("SESSIONS", "CLIENTS", "CLIENTS_DIALOGS", "REPORTS_ACTIVITY")) {
            calls.add(of(account, "GET", "/filters").with("analyticsSection", section));
        }
        calls.add(new Call(
                "GET",
                "/api/v1/async/events",
                account.v1("GET", "/async/events").query("requestId", task)));
        return calls;
    }

    private static Call of(Account account, String method, String path, Object... id) {
        String filled = id.length == 0 ? path : path.replaceFirst("\\{\\w+}", id[0].toString());
        Call call = new Call(method, "/api/v1/reporter" + path, account.v1(method, "/reporter" + filled));
        boolean isOfProject = ApiDocument.operations().stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(call.path))
                .anyMatch(operation -> operation.queryParameters().contains(PROJECT));
        return isOfProject ? call.with(PROJECT, account.one().shortName()) : call;
    }

    @Test
    void javasHttpClientReadsEveryAnswer() throws Exception {
        java("native", JAVA_NATIVE);
    }

    @Test
    void okhttpWithGsonReadsEveryAnswer() throws Exception {
        java("okhttp-gson", JAVA_GSON);
    }

    @Test
    void typescriptReadsEveryAnswer() throws Exception {
        assumeTrue(exists("npm", "--version"), "npm is not there, which installs the compiler of TypeScript");
        Path client = generate("typescript-fetch");
        run(client, "npm", "install", "--no-save", "--silent", TYPESCRIPT);
        run(
                client,
                "node_modules/.bin/tsc",
                "--target",
                "es2022",
                "--module",
                "commonjs",
                "--skipLibCheck",
                "--outDir",
                "js",
                "index.ts");
        Files.writeString(client.resolve("read.cjs"), NODE);
        run(client, "node", "read.cjs", answers.toString());
    }

    @Test
    void pythonReadsEveryAnswer() throws Exception {
        assumeTrue(
                exists("python3", "-c", "import pydantic, urllib3, dateutil, typing_extensions"),
                "Python is not there, or lacks pydantic, urllib3 or dateutil");
        Path client = generate("python");
        Files.writeString(client.resolve("read.py"), PYTHON);
        run(client, "python3", "read.py", answers.toString());
    }

    private static void java(String library, String reader) throws Exception {
        Path client = generate(
                "java",
                "--library=" + library,
                "--additional-properties=apiPackage=gen.api,modelPackage=gen.model,invokerPackage=gen");
        run(
                client,
                "mvn",
                "-q",
                "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies",
                "-DoutputDirectory=lib",
                "-DincludeScope=compile");
        Path sources = client.resolve("src/main/java");
        Files.writeString(sources.resolve("gen/ReadAnswers.java"), reader);
        Path tools = Path.of(System.getProperty("java.home"), "bin");
        List<String> compile = new ArrayList<>(
                List.of(tools.resolve("javac").toString(), "-nowarn", "-proc:none", "-cp", "lib/*", "-d", "classes"));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(compile::add);
        }
        run(client, compile.toArray(String[]::new));
        run(
                client,
                tools.resolve("java").toString(),
                "-cp",
                "classes" + File.pathSeparator + "lib/*",
                "gen.ReadAnswers",
                answers.toString());
    }

    private static Path generate(String language, String... more) throws Exception {
        Path client = Files.createTempDirectory(folder, language);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                generator.toString(),
                "generate",
                "-i",
                document.toString(),
                "-g",
                language,
                "-o",
                client.toString()));
        command.addAll(List.of(more));
        run(folder, command.toArray(String[]::new));
        return client;
    }

    private static boolean exists(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException isNotThere) {
            return false;
        }
    }

    private static void run(Path where, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", "");
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                .as("time of %s", command[0])
                .isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue())
                .as("%s: %s", command[0], text.substring(0, Math.min(4000, text.length())))
                .isZero();
    }
}
