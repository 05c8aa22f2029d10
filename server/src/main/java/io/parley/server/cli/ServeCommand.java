package io.parley.server.cli;

import io.parley.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley serve}. */
@Command(name = "serve", description = "Serves the store in a folder.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "8080", description = "Port to listen on; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--data", defaultValue = "data", description = "Folder for the store and the reports. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("data");

    @Override
    public Integer call() {
        DataFolder folder = DataFolder.take(data);
        Credentials fresh = furnishIfNew();
        if (fresh != null) {
            // Before anything else can fail: the store keeps only hashes, so nobody could find them out later.
            fresh.write(folder.path(), "http://localhost:" + port);
        }
        RunningServer server = RunningServer.start(port, folder.path());
        Credentials.moveTo(folder.path(), server.url());
        System.out.println("Parley answers at " + server.url());
        if (fresh != null) {
            Welcome.print(System.out, server.url(), data, fresh);
        }
        return 0;
    }

    /** @return what was made for a new store; null for one that was there */
    private @Nullable Credentials furnishIfNew() {
        try (Store store = Store.embedded(data, Clock.systemUTC())) {
            return store.directory().isEmpty() ? new FirstRun(store).furnish() : null;
        }
    }
}
