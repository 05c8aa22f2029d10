// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The packaged product in a separate process. Created by {@link ParleyServers}. */
final class PackagedParley implements AutoCloseable {
    /** Timeout of a start, many times longer than one takes, even on a slow machine. */
    private static final Duration START = Duration.ofMinutes(5);
    /** Timeout of a stop, longer than the documented limit; tests of that limit measure the time. */
    private static final Duration STOP = Duration.ofSeconds(30);

    private static final String READY = "Parley answers at ";

    private final List<String> command;
    private final Path data;
    private final Process process;
    private final Thread atExit;
    /** Guarded by its own monitor. */
    private final StringBuilder output = new StringBuilder();

    private final CompletableFuture<URI> url = new CompletableFuture<>();
    private final CompletableFuture<Void> allRead;

    private PackagedParley(List<String> command, Path data) {
        this.command = command;
        this.data = data;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Ends the server when the tests themselves are stopped.
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        allRead = CompletableFuture.runAsync(
                this::read, reader -> Thread.ofPlatform().daemon().start(reader));
    }

    /** Returns the command line that starts the product. */
    static List<String> command(String... arguments) {
        return with(UnpackedProduct.command(), arguments);
    }

    private static List<String> with(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /**
     * Starts a server on a free port; returns when it answers.
     *
     * @param kind {@code demo} or {@code serve}
     */
    static PackagedParley start(String kind, Path data, String... more) {
        return start(UnpackedProduct.command(), kind, data, more);
    }

    /** Starts a server with the caller's command line for the product. */
    static PackagedParley start(List<String> program, String kind, Path data, String... more) {
        List<String> command = with(program, kind, "--port", "0", "--data", data.toString());
        command.addAll(Arrays.asList(more));
        PackagedParley parley = new PackagedParley(command, data);
        try {
            parley.url.get(START.toSeconds(), TimeUnit.SECONDS);
            return parley;
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            parley.close();
            throw new AssertionError("Parley did not start" + parley, e);
        }
    }

    /** Starts a server and kills it before, or just after, it answers. */
    static void killWhileItStarts(Path data, Duration after) {
        try (PackagedParley parley =
                new PackagedParley(command("serve", "--port", "0", "--data", data.toString()), data)) {
            parley.process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line);
                if (line.startsWith(READY)) {
                    url.complete(URI.create(line.substring(READY.length())));
                }
            }
        } catch (IOException e) {
            note("(its output ended with " + e + ")");
        } finally {
            url.completeExceptionally(new IllegalStateException("it ended without saying where it answers"));
        }
    }

    private void note(String line) {
        synchronized (output) {
            output.append(line).append('\n');
        }
    }

    URI url() {
        return url.join();
    }

    Path data() {
        return data;
    }

    /** Returns its output so far, including its log. */
    String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    /** Returns the credentials that it wrote at the first start. */
    Credentials credentials() {
        return await().ignoreExceptions()
                .until(() -> Credentials.parse(Files.readString(data.resolve("credentials.json"))), read -> true);
    }

    /** Returns a client of the Reporter API with the unified token of the first account. */
    ReporterClient reporter() {
        return new ReporterClient(url(), credentials().unifiedToken());
    }

    /** Sends SIGTERM, without waiting for the end. */
    void askToStop() {
        process.destroy();
    }

    /** Waits until the process ends. @return its exit code */
    int exitCode() {
        return exitCode(STOP);
    }

    /** Waits until the process ends, up to a limit. @return its exit code */
    int exitCode(Duration limit) {
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Parley did not stop within " + limit + this);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        allRead.join();
        return process.exitValue();
    }

    /** Sends SIGTERM and waits until the process ends. @return its exit code */
    int stop() {
        askToStop();
        return exitCode();
    }

    /** Sets or removes the limit on the size of the process's files, in bytes, with Linux's {@code prlimit}. */
    void limitFiles(String bytes) {
        ExternalProcess.Ended limited = ExternalProcess.run(
                Duration.ofSeconds(10),
                List.of("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":"));
        if (limited.exitCode() != 0) {
            throw new AssertionError(limited.err());
        }
    }

    /** Returns the resident memory of the process, in bytes; from Linux's {@code /proc}, 0 elsewhere. */
    long memory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .sum();
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    /** Sends SIGKILL, which the process cannot handle. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyStopping) {
            // The JVM is shutting down and runs the hook.
        }
    }

    @Override
    public String toString() {
        return "\n---- " + String.join(" ", command) + "\n" + output() + "---- (end of its output)\n";
    }
}
