// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.store.Store;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley serve}. */
@Command(
        name = "serve",
        description = "Serves the store in a folder, or a shared one.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    /**
     * Default delay of the shutdown on a shared store, in seconds: a load balancer needs it to see that this node is
     * not ready.
     */
    private static final int DRAIN_S = 3;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port to listen on; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Option(
            names = "--node",
            description =
                    "This server's name among those on one database; left out, it follows from the machine and the folder.")
    private @Nullable String node;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            description =
                    "How long to go on answering, as not ready, after SIGTERM. Default: 3 on a shared store, else 0")
    private @Nullable Integer drain;

    @Option(
            names = "--address",
            description =
                    "How others reach this server, for links that it sends. Default: http://localhost and the port")
    private @Nullable URI address;

    @Option(
            names = "--calls-a-second",
            paramLabel = "CALLS",
            defaultValue = "500",
            description =
                    "How many calls a token may make in a second, on average, what bots report aside; 0 for any number."
                            + " Default: ${DEFAULT-VALUE}")
    private int callsASecond;

    @Option(
            names = "--earliest-time",
            paramLabel = "TIME",
            defaultValue = "2000-01-01T00:00:00Z",
            description = "Reports about a moment before it are refused. Default: ${DEFAULT-VALUE}")
    private Instant earliestTime = Instant.EPOCH;

    @Option(
            names = "--time-ahead",
            paramLabel = "HOURS",
            defaultValue = "24",
            description =
                    "Reports about a moment further ahead of the server's clock are refused. Default: ${DEFAULT-VALUE}")
    private int timeAhead;

    @Option(
            names = "--keep-pieces",
            paramLabel = "DAYS",
            defaultValue = "7",
            description =
                    "How long pieces of a conversation are kept after the last new one; then only its messages stay. Default: ${DEFAULT-VALUE}")
    private int keepPieces;

    @Option(
            names = "--webhooks-to-internal-addresses",
            description = "Lets webhooks lead to this machine and into its network.")
    private boolean webhooksToInternalAddresses;

    @Option(
            names = "--trusted-proxies",
            paramLabel = "ADDRESS",
            split = ",",
            description =
                    "Proxies in front that are believed when they say, in X-Forwarded- headers, whom they call for: addresses such as"
                            + " 10.0.0.7 or 10.0.0.0/8. Default: none")
    private List<String> trustedProxies = List.of();

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Port on which Prometheus finds /metrics; 0 for a free one. Default: none")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--metrics-host",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description =
                    "Address of this machine on which that port is open, 0.0.0.0 for all. Whoever reaches it may read."
                            + " Default: ${DEFAULT-VALUE}")
    private String metricsHost = "localhost";

    @Mixin
    private LogOptions log = new LogOptions();

    @Override
    public Integer call() {
        log.apply();
        RunningServer.requirePort("--port", port);
        if (metricsPort != null) {
            RunningServer.requirePort("--metrics-port", metricsPort);
        }
        requireAddress();
        DataFolderLock folder = where.folder();
        List<String> settings = settings();
        // The store and the server each take about a second to start, so they start in parallel.
        CompletableFuture<Opened> opening = CompletableFuture.supplyAsync(
                () -> open(folder),
                task -> Thread.ofPlatform().name("opening the store").start(task));
        RunningServer server;
        try {
            server = RunningServer.start(
                    port, folder.path(), () -> opening.join().store(), settings);
        } catch (RuntimeException e) {
            // Waits for the store, which may be in the middle of its initialisation.
            opening.thenAccept(opened -> opened.store().close()).join();
            throw e;
        }
        Credentials.moveTo(folder.path(), server.url());
        System.out.println("Parley answers at " + server.url());
        Credentials fresh = opening.join().fresh();
        if (fresh != null) {
            WelcomeMessage.print(System.out, server.url(), folder.path(), fresh);
        }
        return 0;
    }

    private void requireAddress() {
        if (address != null && (address.getScheme() == null || address.getRawAuthority() == null)) {
            throw new IllegalArgumentException("--address: got «" + address
                    + "», expected http or https and a host, such as https://example.org/parley");
        }
    }

    /** @param fresh credentials of a new store; null for an existing one */
    private record Opened(Store store, @Nullable Credentials fresh) {}

    private Opened open(DataFolderLock folder) {
        Store store = where.open();
        try {
            return new Opened(store, initializeIfNew(store, folder));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private @Nullable Credentials initializeIfNew(Store store, DataFolderLock folder) {
        Credentials fresh = store.withClusterLock(() -> Optional.ofNullable(
                        store.accounts().isEmpty()
                                ? new StoreInitializer(store.accounts(), store.users()).initialize()
                                : null))
                .orElse(null);
        if (fresh != null) {
            // Written before anything else can fail: the store contains only hashes, from which they cannot be
            // recovered.
            fresh.write(folder.path(), "http://localhost:" + port);
        }
        return fresh;
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>();
        if (node != null) {
            settings.add("--parley.node=" + node);
        }
        settings.add("--parley.drain=" + (drain != null ? drain : where.shared() == null ? 0 : DRAIN_S) + "s");
        settings.add("--parley.calls-a-second=" + callsASecond);
        settings.add("--parley.reported-times.earliest=" + earliestTime);
        settings.add("--parley.reported-times.ahead=" + timeAhead + "h");
        settings.add("--parley.keep-pieces=" + keepPieces + "d");
        if (address != null) {
            settings.add("--parley.address=" + address);
        }
        if (webhooksToInternalAddresses) {
            settings.add("--parley.webhooks-to-internal-addresses=true");
        }
        if (!trustedProxies.isEmpty()) {
            settings.add("--parley.trusted-proxies=" + String.join(",", trustedProxies));
        }
        if (metricsPort != null) {
            settings.add("--parley.metrics-port=" + metricsPort);
            settings.add("--parley.metrics-host=" + metricsHost);
        }
        return settings;
    }
}
