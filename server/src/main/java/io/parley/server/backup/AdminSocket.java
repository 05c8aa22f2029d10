// SPDX-License-Identifier: Apache-2.0
package io.parley.server.backup;

import io.parley.store.FailureLog;
import io.parley.store.StoreCopy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Unix domain socket in the data folder, by which an operator sends commands to a running server. Access to the
 * folder replaces a token. The API cannot offer these commands, because a token is limited to one account and a
 * backup contains all accounts.
 *
 * <p>A request is a line, {@code backup FOLDER}, or the name of a {@link Command} and its arguments as JSON. The answer is
 * lines {@code rows N} or {@code out TEXT}, then {@code done} or {@code failed MESSAGE}.
 */
public final class AdminSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminSocket.class);

    /** Name of the socket in the data folder. */
    public static final String FILE = "operator.sock";

    /** Most requests at a time; further ones are rejected. */
    private static final int MOST_VISITORS = 8;

    /** Longest request, in characters; longer than any path that an operating system accepts. */
    private static final int LONGEST_REQUEST = 8192;

    /** Timeout for a client to send its request, or to read a line. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Pause after a failed accept, for example when file descriptors have run out. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String BACKUP = "backup ";
    private static final String ROWS = "rows ";
    private static final String DONE = "done";
    private static final String FAILED = "failed ";
    private static final String OUT = "out ";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A command that a running server executes for an operator. */
    public interface Command {
        /**
         * Executes the command.
         *
         * @param arguments what the operator's process sent
         * @param out receives lines for the operator
         * @throws IllegalArgumentException with a message for the operator
         */
        void run(JsonNode arguments, Consumer<String> out);
    }

    private final Path data;
    private final StoreCopy.Source store;
    private final Clock clock;
    private final Map<String, Command> commands;
    private final @Nullable ServerSocketChannel socket;
    private final Duration patience;
    private final Semaphore free = new Semaphore(MOST_VISITORS);
    private final Semaphore backups = new Semaphore(1);
    private final FailureLog failures = new FailureLog(AdminSocket.class);
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("operator-deadlines").daemon().factory());

    private AdminSocket(
            Path data,
            StoreCopy.Source store,
            Clock clock,
            Map<String, Command> commands,
            @Nullable ServerSocketChannel socket,
            Duration patience) {
        this.commands = commands;
        this.data = data;
        this.store = store;
        this.clock = clock;
        this.socket = socket;
        this.patience = patience;
    }

    /**
     * Opens the socket in a data folder that this process has locked. If the system cannot create it, for example
     * because the folder's path is too long, the server runs without it.
     *
     * @param commands by name, besides the backup
     */
    public static AdminSocket open(Path data, StoreCopy.Source store, Clock clock, Map<String, Command> commands) {
        return open(data, store, clock, commands, PATIENCE);
    }

    static AdminSocket open(Path data, StoreCopy.Source store, Clock clock) {
        return open(data, store, clock, Map.of());
    }

    static AdminSocket open(Path data, StoreCopy.Source store, Clock clock, Duration patience) {
        return open(data, store, clock, Map.of(), patience);
    }

    private static AdminSocket open(
            Path data, StoreCopy.Source store, Clock clock, Map<String, Command> commands, Duration patience) {
        AdminSocket adminSocket = new AdminSocket(data, store, clock, commands, listener(data), patience);
        if (adminSocket.socket != null) {
            Thread.ofPlatform().daemon().name("operator-door").start(() -> adminSocket.listen(adminSocket.socket));
        }
        return adminSocket;
    }

    private static @Nullable ServerSocketChannel listener(Path data) {
        try {
            Path file = data.resolve(FILE);
            // Removes the socket of a process that was killed.
            Files.deleteIfExists(file);
            ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                socket.bind(UnixDomainSocketAddress.of(file));
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                return socket;
            } catch (Throwable e) {
                socket.close();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn(
                    "no commands of the operator while the server runs: cannot open a socket in {}: {}",
                    data,
                    e.getMessage());
            return null;
        }
    }

    private void listen(ServerSocketChannel socket) {
        while (socket.isOpen()) {
            try {
                receive(socket.accept());
            } catch (ClosedChannelException closed) {
                return;
            } catch (Throwable e) {
                failures.warn("an operator could not be let in", e);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Serves a client on its own thread, so that a silent one does not block others. */
    private void receive(SocketChannel visitor) throws IOException {
        if (!free.tryAcquire()) {
            try (visitor) {
                visitor.write(StandardCharsets.UTF_8.encode(FAILED + "too many requests at once; try again later\n"));
            }
            return;
        }
        try {
            Thread.ofPlatform().daemon().name("operator").start(() -> {
                try {
                    serve(visitor);
                } finally {
                    free.release();
                }
            });
        } catch (Throwable e) {
            free.release();
            visitor.close();
            throw e;
        }
    }

    private void serve(SocketChannel visitor) {
        try (visitor;
                Reader in = Channels.newReader(visitor, StandardCharsets.UTF_8);
                PrintWriter out = new PrintWriter(Channels.newWriter(visitor, StandardCharsets.UTF_8), true)) {
            String[] request = new String[1];
            inTime(visitor, () -> request[0] = line(in));
            serve(request[0], line -> inTime(visitor, () -> out.println(line)));
        } catch (IOException gone) {
            LOG.info("an operator went away, or said nothing: {}", gone.toString());
        } catch (Throwable e) {
            failures.warn("an operator's request failed", e);
        }
    }

    /** Step that waits for the client. */
    private interface Step {
        void take() throws IOException;
    }

    /**
     * Closes the connection of a client that exceeds the timeout in a step; Unix domain sockets of Java have no
     * timeouts.
     */
    private void inTime(SocketChannel visitor, Step step) throws IOException {
        Future<?> deadline;
        try {
            deadline = deadlines.schedule(() -> disconnect(visitor), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            throw new IOException("the server is being stopped", closing);
        }
        try {
            step.take();
        } finally {
            deadline.cancel(false);
        }
    }

    private static void disconnect(SocketChannel visitor) {
        try {
            visitor.close();
        } catch (IOException e) {
            LOG.debug("an operator's connection could not be closed", e);
        }
    }

    /** Reads a line without its end; returns null when the input ends or the line is too long. */
    private static @Nullable String line(Reader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == LONGEST_REQUEST) {
                return null;
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    /** Receiver of the answer's lines. */
    private interface Answer {
        void line(String text) throws IOException;
    }

    private void serve(@Nullable String request, Answer out) throws IOException {
        String asked = request == null ? "" : request;
        String[] words = asked.split(" ", 2);
        Command command = words.length == 2 ? commands.get(words[0]) : null;
        if (command == null && !asked.startsWith(BACKUP)) {
            out.line(FAILED + "expected: backup FOLDER");
            return;
        }
        try {
            if (command != null) {
                command.run(JSON.readTree(words[1]), text -> {
                    try {
                        out.line(OUT + text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                out.line(DONE);
                return;
            }
            backUp(Path.of(asked.substring(BACKUP.length())), out);
            out.line(DONE);
        } catch (IllegalArgumentException wrongPlace) {
            out.line(FAILED + wrongPlace.getMessage());
        } catch (RuntimeException e) {
            LOG.error("a command of the operator failed: {}", words[0], e);
            out.line(FAILED + String.valueOf(e.getMessage()).replaceAll("\\R", " "));
        }
    }

    /** Makes one backup at a time: a second one to the same folder would delete what the first one writes. */
    private void backUp(Path target, Answer out) {
        if (!backups.tryAcquire()) {
            throw new IllegalArgumentException("another backup is being made; try again when it is complete");
        }
        try {
            new Backup(target).make(store, data, clock, (table, more) -> {
                try {
                    out.line(ROWS + more);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } finally {
            backups.release();
        }
    }

    /**
     * Asks the server of a data folder for a backup.
     *
     * @param rows receives the number of rows of each batch that is written
     * @return false when no server is running
     * @throws IllegalStateException with the server's message when the backup failed
     */
    public static boolean backUp(Path data, Path target, LongConsumer rows) throws IOException {
        return ask(data, BACKUP + target.toAbsolutePath(), line -> {
            if (line.startsWith(ROWS)) {
                rows.accept(Long.parseLong(line.substring(ROWS.length())));
            }
        });
    }

    /**
     * Asks the server of a data folder to execute a command.
     *
     * @param arguments values that JSON can express
     * @param out receives the lines for the operator
     * @return false when no server is running there
     * @throws IllegalStateException with the server's message when the command failed
     */
    public static boolean execute(Path data, String command, Map<String, ?> arguments, Consumer<String> out)
            throws IOException {
        return ask(data, command + " " + JSON.writeValueAsString(arguments), line -> {
            if (line.startsWith(OUT)) {
                out.accept(line.substring(OUT.length()));
            }
        });
    }

    private static boolean ask(Path data, String request, Consumer<String> answer) throws IOException {
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
            out.println(request);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(DONE)) {
                    return true;
                } else if (line.startsWith(FAILED)) {
                    throw new IllegalStateException(line.substring(FAILED.length()));
                } else {
                    answer.accept(line);
                }
            }
            throw new IllegalStateException("the server ended before it had executed the command");
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
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
