// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.backup.AdminSocket;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import io.parley.store.account.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What an operator types, while a server has the store in use and while none has. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class OperatorCommandTest {
    @TempDir
    Path folder;

    private record Ended(int exitCode, String out, String err) {}

    private static Ended run(String... line) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int exitCode = CommandLineTool.run(line);
            return new Ended(
                    exitCode,
                    printed.toString(StandardCharsets.UTF_8).strip(),
                    complained.toString(StandardCharsets.UTF_8).strip());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static Ended run(Path data, String... line) {
        List<String> all = new ArrayList<>(List.of(line));
        all.addAll(List.of("--data", data.toString()));
        return run(all.toArray(String[]::new));
    }

    @Test
    void commandsAreExecutedByTheServerThatHasTheStoreInUse() {
        try (ParleyServer server = ParleyServer.start(ServerEngine.EMBEDDED);
                AdminSocket socket = AdminSocket.open(
                        server.data(), server.store(), Clock.systemUTC(), OperatorCommand.all(server.store()))) {
            Account account = server.newAccount();
            String project = account.one().shortName();
            Ended token = run(server.data(), "token", "create", "--kind", "project", "--project", project);
            assertThat(token.exitCode()).as(token.err()).isZero();
            assertThat(server.get("/reporter/p/" + token.out() + "/reports")
                            .send()
                            .status())
                    .isEqualTo(200);
            assertThat(run(server.data(), "token", "create", "--kind", "ingest", "--project", "nowhere")
                            .err())
                    .isEqualTo("parley: there is no project nowhere");

            account.newPerson(Role.ADMIN);
            String login = account.newPerson(Role.VIEWER);
            Ended password = run(server.data(), "user", "password", " " + login.toUpperCase(Locale.ROOT));
            assertThat(password.exitCode()).as(password.err()).isZero();
            server.post("/api/v1/session")
                    .json("{\"login\":\"" + login + "\",\"password\":\"" + password.out() + "\"}")
                    .send()
                    .ok();
            Ended created =
                    run(server.data(), "user", "create", "Пётр", "--account", "" + account.id(), "--role", "analyst");
            assertThat(created.exitCode()).as(created.err()).isZero();
            server.post("/api/v1/session")
                    .json("{\"login\":\"пётр\",\"password\":\"" + created.out() + "\"}")
                    .send()
                    .ok();
            assertThat(run(server.data(), "user", "create", "ПЁТР", "--account", "" + account.id(), "--role", "viewer")
                            .err())
                    .isEqualTo("parley: login: got «ПЁТР», expected a login that nobody has yet");

            Ended doctor = run(server.data(), "doctor");
            assertThat(doctor.out()).endsWith("the store is sound");
            assertThat(doctor.exitCode()).isZero();
        }
    }

    @Test
    void withoutAServerTheyOpenTheStore() {
        Path data = folder.resolve("data");
        assertThat(run(data, "token", "create", "--kind", "unified", "--account", "1")
                        .exitCode())
                .isZero();
        assertThat(run(data, "doctor").out()).endsWith("the store is sound");
    }

    @Test
    void whereTheServerCannotBeReachedTheMessageNamesTheSocket() {
        DataFolderLock lock = DataFolderLock.take(folder);
        Ended refused = run(folder, "token", "create", "--kind", "unified", "--account", "1");
        lock.release();
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains(folder + " is in use by another Parley", "the socket " + folder.resolve("operator.sock"));
    }

    @Test
    void whatCannotBeUsedIsNamedWithTheReason() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "…");
        assertThat(run(file, "doctor").err())
                .startsWith("parley: cannot use the folder " + file + ": " + file + " exists and is no folder")
                .contains("--data");
        assertThat(run(file.resolve("below"), "doctor").err())
                .contains("cannot use the folder " + file.resolve("below"));
        assertThat(run(folder, "serve", "--port", "-1").err())
                .isEqualTo("parley: --port: got -1, expected a port from 1 to 65535, or 0 for a free one");
        assertThat(run(folder, "serve", "--port", "70000").err()).contains("--port: got 70000");
        assertThat(run(folder, "serve", "--address", "example.org").err()).contains("--address: got «example.org»");
    }
}
