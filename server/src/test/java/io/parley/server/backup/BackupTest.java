// SPDX-License-Identifier: Apache-2.0
package io.parley.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import io.parley.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    Path folder;

    @Test
    void aBackupOfAServerAtWorkIsTheStoreOfOneMomentWithTheReports() throws Exception {
        Path backup = folder.resolve("backup");
        Account account;
        String taskId;
        byte[] report;
        try (ParleyServer server = ParleyServer.start(ServerEngine.EMBEDDED);
                AdminSocket adminSocket = AdminSocket.open(server.data(), server.store(), Clock.systemUTC())) {
            account = server.newAccount();
            account.report(new Conversation("telegram", "anna", "before")
                    .says("hi")
                    .says("bye")
                    .messages());
            taskId = account.legacy("POST", "/reports/messages")
                    .send()
                    .ok()
                    .json()
                    .path("taskId")
                    .asString();
            account.finished(taskId);
            report = file(account, taskId);

            // A snapshot contains a session completely or not at all: each is one commit of two messages.
            AtomicInteger sent = new AtomicInteger();
            CompletableFuture<Void> over = new CompletableFuture<>();
            Account busy = account;
            CompletableFuture<Void> bot = CompletableFuture.runAsync(() -> {
                while (!over.isDone()) {
                    busy.report(new Conversation("telegram", "boris", "during-" + sent.incrementAndGet())
                            .says("hi")
                            .says("bye")
                            .messages());
                }
            });
            await().until(() -> sent.get() > 5);
            AtomicLong rows = new AtomicLong();
            assertThat(AdminSocket.backUp(server.data(), backup, rows::addAndGet))
                    .isTrue();
            int then = sent.get();
            await().until(() -> sent.get() > then + 5);
            over.complete(null);
            bot.join();
            assertThat(rows.get()).isPositive();
            assertThatThrownBy(() -> AdminSocket.backUp(server.data(), backup, more -> {}))
                    .hasMessage("there is something at " + backup + " already; name a new folder");
        }

        Path restored = folder.resolve("restored");
        new Backup(backup).restore(restored, file -> false);
        try (ParleyServer server = ParleyServer.on(restored)) {
            Account there = account.at(server);
            assertThat(file(there, taskId)).isEqualTo(report);
            var sessions = there.v1("POST", "/reporter/sessions/filter")
                    .query("size", 1000)
                    .send()
                    .ok();
            assertThat(sessions.each("sessions", "sessionId")).contains("before", "during-1");
            assertThat(sessions.json().path("sessions").valueStream())
                    .allSatisfy(session ->
                            assertThat(session.path("questionCount").asInt()).isEqualTo(2));
            there.report(
                    new Conversation("telegram", "anna", "after").says("hi").messages());
        }
    }

    @Test
    void aBackupHasTheFilesThatItsTasksHaveAndAStartRemovesOthers() throws Exception {
        Path backup = folder.resolve("backup");
        Path restored = folder.resolve("restored");
        long accountId;
        try (ParleyServer server = ParleyServer.start(ServerEngine.EMBEDDED);
                AdminSocket adminSocket = AdminSocket.open(server.data(), server.store(), Clock.systemUTC())) {
            Account account = server.newAccount();
            accountId = account.id();
            account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
            AtomicInteger ended = new AtomicInteger();
            CompletableFuture<Void> over = new CompletableFuture<>();
            CompletableFuture<Void> reports = CompletableFuture.runAsync(() -> {
                while (!over.isDone()) {
                    String task = started(account);
                    account.finished(task);
                    if (ended.incrementAndGet() % 3 == 0) {
                        account.v1("DELETE", "/reporter/reports/tasks/" + task)
                                .send()
                                .ok();
                    }
                }
            });
            await().until(() -> ended.get() > 2);
            Files.writeString(server.data().resolve("reports/orphan"), "anna");
            assertThat(AdminSocket.backUp(server.data(), backup, rows -> {})).isTrue();
            over.complete(null);
            reports.join();
        }
        new Backup(backup).restore(restored, file -> false);
        assertThat(namesIn(backup)).isNotEmpty().isEqualTo(withFiles(backup, accountId));
        // Earlier versions put files into backups whose tasks came after the snapshot.
        Files.writeString(restored.resolve("reports/orphan"), "anna");
        Files.writeString(restored.resolve("reports/orphan.part"), "anna");
        try (ParleyServer server = ParleyServer.on(restored)) {
            assertThat(server.data()).isEqualTo(restored);
            assertThat(namesIn(restored)).isEqualTo(namesIn(backup));
        }
    }

    private static String started(Account account) {
        return account.legacy("POST", "/reports/messages")
                .send()
                .ok()
                .json()
                .path("taskId")
                .asString();
    }

    private static Set<String> namesIn(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("reports"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static Set<String> withFiles(Path data, long account) throws IOException {
        Set<String> names = namesIn(data);
        try (Store store = Store.embedded(data, Clock.systemUTC())) {
            assertThat(store.tasks().completed(account, null, Set.of("MESSAGES")))
                    .isEqualTo(names.size());
            return store.tasks().withFiles(names);
        }
    }

    private static byte[] file(Account account, String taskId) {
        return account.v1("GET", "/reporter/reports/tasks/" + taskId + "/file")
                .send()
                .ok()
                .bytes();
    }

    @Test
    void whereNoServerIsNobodyMakesABackup() throws IOException {
        assertThat(AdminSocket.backUp(folder, folder.resolve("backup"), more -> {}))
                .isFalse();
    }

    @Test
    void whatIsDamagedOrNoBackupIsNotRestoredAndNothingIsOverwritten() throws IOException {
        Path backup = folder.resolve("backup");
        Path data = folder.resolve("data");
        try (Store store = Store.embedded(data, Clock.systemUTC())) {
            store.accounts().addAccount("Test");
            new Backup(backup).make(store, data, Clock.systemUTC(), (table, more) -> {});
        }
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("note"), "mine");
        assertThatThrownBy(() -> new Backup(backup).restore(full, file -> false))
                .hasMessage(full + " is not empty; restore into a new folder");
        assertThatThrownBy(() -> new Backup(full).restore(folder.resolve("new"), file -> false))
                .hasMessage(full + " is no backup: it has no backup.json");
        Path store = backup.resolve("parley.duckdb");
        byte[] bytes = Files.readAllBytes(store);
        bytes[bytes.length / 2] ^= 1;
        Files.write(store, bytes);
        assertThatThrownBy(() -> new Backup(backup).restore(folder.resolve("new"), file -> false))
                .hasMessage("the backup is damaged: parley.duckdb is not what it was");
        assertThat(folder.resolve("new")).isEmptyDirectory();
    }
}
