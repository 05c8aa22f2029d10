package io.parley.bench;

import io.parley.store.Store;
import io.parley.store.directory.Project;
import io.parley.store.write.LogFill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The store that is measured: which product, how many messages, out of which seed, in which folder. */
final class Data {
    private static final int PROJECTS = 3;

    @Option(names = "--messages", converter = Count.class, defaultValue = "10M", description = "How many, such as 500K or 10M. Default: 10M")
    private long messages;

    @Option(names = "--seed", defaultValue = "1", description = "What the messages are made out of. Default: 1")
    private long seed;

    @Option(names = "--data", description = "Folder for the stores, which are kept for the next run. Default: target/bench")
    private Path folder = Path.of("target", "bench");

    @Option(names = "--jar", description = "The packaged product. Default: server/target/parley.jar")
    private Path jar = Path.of("server", "target", "parley.jar");

    /** {@code 500K}, {@code 10M}, or a plain number. */
    static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            String upper = text.toUpperCase(Locale.ROOT);
            long unit = upper.endsWith("M") ? 1_000_000 : upper.endsWith("K") ? 1_000 : 1;
            return unit * Long.parseLong(unit == 1 ? upper : upper.substring(0, upper.length() - 1));
        }
    }

    long messages() {
        return messages;
    }

    /** The same with another number of messages. */
    Data of(long other) {
        Data data = new Data();
        data.messages = other;
        data.seed = seed;
        data.folder = folder;
        data.jar = jar;
        return data;
    }

    Path store() {
        return folder.resolve(messages + "-" + seed).toAbsolutePath();
    }

    /** A store of its own, empty. */
    Path emptyStore() {
        return folder.resolve("empty-" + ProcessHandle.current().pid()).toAbsolutePath();
    }

    Product serve() {
        return Product.serve(jar, store(), 512);
    }

    Product serve(Path store, int heap) {
        return Product.serve(jar, store, heap);
    }

    /** Makes the store unless it is there. */
    Data made() {
        Path done = store().resolve("made");
        if (Files.exists(done)) {
            return this;
        }
        delete(store());
        System.err.printf("making %,d messages in %s …%n", messages, store());
        long begun = System.nanoTime();
        long account;
        try (Product product = serve()) {
            account = product.accountId();
        }
        try (Store store = Store.embedded(store(), Clock.systemUTC())) {
            List<Long> projects = Stream.concat(
                            store.directory().projects(account).stream(),
                            Stream.iterate(2, i -> i + 1)
                                    .limit(PROJECTS - 1)
                                    .map(i -> store.directory().addProject(account, "bench-" + account + "-" + i, "Bench " + i)))
                    .map(Project::id)
                    .toList();
            Traffic traffic = new Traffic(seed, messages);
            try (LogFill fill = store.fill()) {
                for (long i = 0; i < traffic.sessions(); i++) {
                    fill.add(projects.get(traffic.project(PROJECTS)), traffic.session());
                }
            }
        }
        try {
            Files.writeString(done, "made out of seed " + seed + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.err.printf("made in %,d s%n", (System.nanoTime() - begun) / 1_000_000_000);
        return this;
    }

    /** The engine on the store, without the product, which must not be serving it. */
    Connection bare() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + store().resolve("parley.duckdb"), new Properties());
    }

    /** Bytes of the store. */
    long bytes() {
        try {
            return Files.size(store().resolve("parley.duckdb"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
