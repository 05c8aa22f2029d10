// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A connection pooler before a server, in transaction mode; only on machines with the program. */
public final class PgBouncer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    /** Starts one before the server of a database, with few sessions, so that clients share them. */
    public static PgBouncer before(String jdbcUrl) {
        try {
            Path folder = Files.createTempDirectory("parley-pgbouncer");
            folder.toFile().setExecutable(true, false);
            folder.toFile().setReadable(true, false);
            int port = freePort();
            Path settings = folder.resolve("pgbouncer.ini");
            Files.writeString(settings, """
                    [databases]
                    * = host=127.0.0.1 port=%d user=postgres
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = transaction
                    default_pool_size = 3
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(port(jdbcUrl), port));
            List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(List.of("-u", "nobody"));
            }
            command.add(settings.toString());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            while (!listens(port)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("pgbouncer has ended: " + Files.readString(folder.resolve("log")));
                }
                Thread.onSpinWait();
            }
            return new PgBouncer(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns the address of the same database through the pooler. */
    public String through(String jdbcUrl) {
        return jdbcUrl.replace(":" + port(jdbcUrl) + "/", ":" + port + "/").replace("localhost", "127.0.0.1");
    }

    private static int port(String jdbcUrl) {
        return Integer.parseInt(jdbcUrl.replaceFirst("^[^/]*//[^:/]*:(\\d+)/.*$", "$1"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
