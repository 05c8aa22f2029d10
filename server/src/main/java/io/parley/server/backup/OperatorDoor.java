// SPDX-License-Identifier: Apache-2.0
package io.parley.server.backup;

import io.parley.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's way to a running server: a socket in its data folder, for those who may use the folder, and so need no token. No call of
 * the API could do what comes this way, because a token opens one account, and a backup holds them all.
 *
 * <p>A request is a line, {@code backup FOLDER}; the answer is lines {@code rows N}, then {@code done} or {@code failed WORDS}.
 */
public final class OperatorDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorDoor.class);

    /** In the data folder. */
    public static final String FILE = "operator.sock";

    private static final String BACKUP = "backup ";
    private static final String ROWS = "rows ";
    private static final String DONE = "done";
    private static final String FAILED = "failed ";

    private final Path data;
    private final Store store;
    private final Clock clock;
    private final @Nullable ServerSocketChannel socket;

    private OperatorDoor(Path data, Store store, Clock clock, @Nullable ServerSocketChannel socket) {
        this.data = data;
        this.store = store;
        this.clock = clock;
        this.socket = socket;
    }

    /**
     * Opens it in a data folder that is this process's alone. Where the system cannot, because the folder's path is too long for a socket for
     * instance, the server does without.
     */
    public static OperatorDoor open(Path data, Store store, Clock clock) {
        OperatorDoor door = new OperatorDoor(data, store, clock, listener(data));
        if (door.socket != null) {
            Thread.ofPlatform().daemon().name("operator-door").start(() -> door.listen(door.socket));
        }
        return door;
    }

    private static @Nullable ServerSocketChannel listener(Path data) {
        try {
            Path file = data.resolve(FILE);
            // Left behind by a process that was killed.
            Files.deleteIfExists(file);
            ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            socket.bind(UnixDomainSocketAddress.of(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return socket;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("no backups while the server runs: cannot open a socket in {}: {}", data, e.getMessage());
            return null;
        }
    }

    private void listen(ServerSocketChannel socket) {
        while (socket.isOpen()) {
            try (SocketChannel visitor = socket.accept();
                    BufferedReader in = new BufferedReader(Channels.newReader(visitor, StandardCharsets.UTF_8));
                    PrintWriter out = new PrintWriter(Channels.newWriter(visitor, StandardCharsets.UTF_8), true)) {
                serve(in.readLine(), out);
            } catch (AsynchronousCloseException closed) {
                return;
            } catch (IOException e) {
                LOG.warn("an operator's request failed", e);
            }
        }
    }

    private void serve(@Nullable String request, PrintWriter out) {
        if (request == null || !request.startsWith(BACKUP)) {
            out.println(FAILED + "expected: backup FOLDER");
            return;
        }
        try {
            new Backup(Path.of(request.substring(BACKUP.length())))
                    .make(store, data, clock, (table, more) -> out.println(ROWS + more));
            out.println(DONE);
        } catch (IllegalArgumentException wrongPlace) {
            out.println(FAILED + wrongPlace.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the backup failed", e);
            out.println(FAILED + String.valueOf(e.getMessage()).replaceAll("\\R", " "));
        }
    }

    /**
     * Asks the server with that data folder for a backup.
     *
     * @param rows hears of each portion of rows that is written
     * @return false when no server is there
     * @throws IllegalStateException with the server's words when it could not make the backup
     */
    public static boolean backUp(Path data, Path target, LongConsumer rows) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (SocketChannel server = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                server.connect(UnixDomainSocketAddress.of(file));
            } catch (IOException nobodyListens) {
                return false;
            }
            PrintWriter out = new PrintWriter(Channels.newWriter(server, StandardCharsets.UTF_8), true);
            BufferedReader in = new BufferedReader(Channels.newReader(server, StandardCharsets.UTF_8));
            out.println(BACKUP + target.toAbsolutePath());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(DONE)) {
                    return true;
                } else if (line.startsWith(ROWS)) {
                    rows.accept(Long.parseLong(line.substring(ROWS.length())));
                } else if (line.startsWith(FAILED)) {
                    throw new IllegalStateException(line.substring(FAILED.length()));
                }
            }
            throw new IllegalStateException("the server ended before the backup was whole");
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
                Files.deleteIfExists(data.resolve(FILE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
