// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.server.ServerApplication;
import io.parley.server.backup.AdminSocket;
import io.parley.store.Store;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import sun.misc.Signal;

/** Server that runs in this process. */
final class RunningServer {
    /** The first port that any user may open. */
    private static final int PORTS_OF_USERS = 1024;

    private static final int HIGHEST_PORT = 65_535;

    private final ConfigurableApplicationContext context;

    private RunningServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts the server; returns when it accepts requests. SIGTERM and Ctrl-C then let requests in flight finish, and
     * end the process with exit code 0.
     *
     * @param port 0 for a free one
     * @param store see {@link ServerApplication#around}
     * @param more settings, each {@code --name=value}
     */
    static RunningServer start(int port, Path data, Supplier<Store> store, List<String> more) {
        List<String> settings = new ArrayList<>(more);
        settings.add("--server.port=" + port);
        settings.add("--parley.data=" + data.toAbsolutePath());
        RunningServer server = new RunningServer(started(port, store, settings));
        Store opened = server.context.getBean(Store.class);
        if (opened.sharedTaskFiles().isEmpty()) {
            server.openAdminSocket(data, opened);
        }
        for (String signal : new String[] {"TERM", "INT"}) {
            // Java would exit with 143 by default; an orderly shutdown exits with 0.
            Signal.handle(new Signal(signal), received -> Thread.ofPlatform().start(() -> System.exit(0)));
        }
        return server;
    }

    /** @throws IllegalArgumentException when an option is no port */
    static void requirePort(String option, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    option + ": got " + port + ", expected a port from 1 to " + HIGHEST_PORT + ", or 0 for a free one");
        }
    }

    private static ConfigurableApplicationContext started(int port, Supplier<Store> store, List<String> settings) {
        try {
            return ServerApplication.around(store).registerShutdownHook(true).run(settings.toArray(String[]::new));
        } catch (ApplicationContextException | WebServerException e) {
            for (Throwable reason = e; reason != null; reason = reason.getCause()) {
                if (reason instanceof PortInUseException) {
                    // Without the cause, because the command line shows the innermost message and this one is more
                    // useful.
                    throw new IllegalStateException("port " + port + " is in use; name another with --port");
                }
                if (reason instanceof BindException) {
                    throw new IllegalStateException("port " + port + " cannot be opened by this user ("
                            + System.getProperty("user.name") + "): " + reason.getMessage()
                            + (port > 0 && port < PORTS_OF_USERS ? "; ports below 1024 need privileges" : "")
                            + "; name another with --port");
                }
            }
            throw e;
        }
    }

    /** Opens the operator's socket for an embedded store; a database takes commands of other processes itself. */
    private void openAdminSocket(Path data, Store store) {
        AdminSocket adminSocket = AdminSocket.open(data, store, Clock.systemUTC(), OperatorCommand.all(store));
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) closing -> adminSocket.close());
    }

    String url() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }
}
