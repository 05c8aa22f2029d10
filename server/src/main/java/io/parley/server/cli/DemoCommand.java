// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.core.log.LogRecord;
import io.parley.demo.DemoBot;
import io.parley.demo.DemoConversations;
import io.parley.demo.DemoProject;
import io.parley.server.http.WebServerFolders;
import io.parley.store.Store;
import io.parley.store.ingest.ConversationLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley demo}: creates a new store with demo conversations. */
@Command(
        name = "demo",
        description =
                "Serves a fresh store filled with demo conversations of the last 60 days, or more; two runs of one day agree.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    /** Marker file of a demo's folder, which protects other stores from being overwritten. */
    private static final String MARK = "demo";

    private static final int BATCH = 2000;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port to listen on; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--data",
            defaultValue = "demo-data",
            description = "Folder for the store; an earlier demo in it is replaced. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("demo-data");

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Another seed makes other conversations. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--periods",
            defaultValue = "1",
            description =
                    "Periods of 60 days to fill, one after the other, each with conversations of its own. Default: ${DEFAULT-VALUE}")
    private int periods;

    @Mixin
    private LogOptions log = new LogOptions();

    @Override
    public Integer call() throws IOException {
        log.apply();
        RunningServer.requirePort("--port", port);
        if (periods < 1) {
            throw new IllegalArgumentException("--periods is " + periods + "; it has to be 1 or more");
        }
        requireDemoStore();
        DataFolderLock folder = DataFolderLock.take(data);
        folder.clear();
        Files.createFile(data.resolve(MARK));
        Credentials credentials;
        try (Store store = open()) {
            credentials = fill(store);
        }
        RunningServer server = RunningServer.start(port, folder.path(), this::open, List.of());
        credentials.write(data, server.url());
        System.out.println("Parley answers at " + server.url());
        WelcomeMessage.print(System.out, server.url(), data, credentials);
        return 0;
    }

    private Store open() {
        return Store.embedded(data, Clock.systemUTC());
    }

    /** Accepts an empty folder or an earlier demo, which is overwritten; rejects any other content. */
    private void requireDemoStore() throws IOException {
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> files = Files.list(data)) {
            if (files.anyMatch(file -> !file.endsWith(WebServerFolders.NAME)) && !Files.exists(data.resolve(MARK))) {
                throw new IllegalArgumentException(
                        data + " holds something that is no demo; name another folder with --data");
            }
        }
    }

    private Credentials fill(Store store) {
        List<DemoConversations> demos = demos();
        DemoConversations demo = demos.getLast();
        StoreInitializer furniture = new StoreInitializer(store.accounts(), store.users());
        long account = furniture.account("Demo");
        demo.sessionLabels().forEach(name -> store.labels().addSessionLabel(account, name));
        demo.messageLabels()
                .forEach((group, names) -> names.forEach(name -> store.labels().addMessageLabel(account, group, name)));
        ProgressDisplay progress = new ProgressDisplay(
                System.out,
                "demo messages",
                demos.stream().mapToLong(DemoConversations::messageCount).sum());
        List<Credentials.ProjectAccess> projects = new ArrayList<>();
        for (DemoProject each : demo.projects()) {
            StoreInitializer.NewProject made = furniture.project(account, each.key(), each.name());
            Function<DemoBot, String> botId =
                    bot -> account + "-" + made.project().shortName() + "-" + bot.number();
            for (DemoConversations period : demos) {
                fill(store.log(), made.project().id(), period.records(each, botId), progress);
            }
            projects.add(new Credentials.ProjectAccess(
                    made.project().shortName(),
                    each.bots().stream().map(botId).toList(),
                    made.projectToken(),
                    made.ingestToken()));
            Map<String, String> channels = new LinkedHashMap<>();
            each.bots().forEach(bot -> channels.put(botId.apply(bot), bot.channelType()));
            store.accounts().registerChannels(made.project().id(), channels);
        }
        progress.end();
        return new Credentials(account, furniture.unifiedToken(account), furniture.admin(account), projects);
    }

    /**
     * Returns one for each period, the oldest first. The last ends yesterday, so that all runs of one day produce the
     * same.
     */
    private List<DemoConversations> demos() {
        Instant today = Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS);
        return IntStream.range(0, periods)
                .mapToObj(i -> DemoConversations.of(
                        seed + i, today.minus(DemoConversations.PERIOD.multipliedBy(periods - 1L - i))))
                .toList();
    }

    private static void fill(ConversationLog log, long projectId, Stream<LogRecord> records, ProgressDisplay progress) {
        List<LogRecord> batch = new ArrayList<>();
        for (Iterator<LogRecord> all = records.iterator(); all.hasNext(); ) {
            batch.add(all.next());
            if (batch.size() == BATCH || !all.hasNext()) {
                log.append(projectId, batch).join();
                progress.add(batch.stream()
                        .filter(LogRecord.Message.class::isInstance)
                        .count());
                batch.clear();
            }
        }
    }
}
