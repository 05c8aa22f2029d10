// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** External program that runs to its end. */
final class ExternalProcess {
    private ExternalProcess() {}

    /** Result of a program. */
    record Ended(int exitCode, String out, String err) {}

    /** Runs a program with empty input. */
    static Ended run(Duration limit, List<String> command) {
        return run(limit, Path.of("."), Map.of(), line -> {}, command);
    }

    /**
     * Runs a program; kills it and its child processes after the time limit.
     *
     * @param heard receives each line of its standard output immediately
     */
    static Ended run(
            Duration limit, Path folder, Map<String, String> more, Consumer<String> heard, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(more);
        Process process;
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread atExit = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            CompletableFuture<String> out = read(process.inputReader(StandardCharsets.UTF_8), heard);
            CompletableFuture<String> err = read(process.errorReader(StandardCharsets.UTF_8), line -> {});
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                end(process);
                throw new AssertionError(
                        String.join(" ", command) + " took more than " + limit + "\n" + out.join() + err.join());
            }
            return new Ended(process.exitValue(), out.join(), err.join());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            end(process);
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static CompletableFuture<String> read(BufferedReader reader, Consumer<String> heard) {
        return CompletableFuture.supplyAsync(
                () -> {
                    StringBuilder all = new StringBuilder();
                    try (reader) {
                        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                            all.append(line).append('\n');
                            heard.accept(line);
                        }
                    } catch (IOException e) {
                        all.append("(ended with ").append(e).append(")\n");
                    }
                    return all.toString();
                },
                reading -> Thread.ofPlatform().daemon().start(reading));
    }

    /** Returns the first program that exists: each is a path, or a name to find in PATH. */
    static Optional<Path> find(Stream<String> names) {
        List<Path> folders = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return names.flatMap(name -> name.contains("/")
                        ? Stream.of(Path.of(name))
                        : folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Prints prominently that tests are skipped. */
    static void announceSkipped(String what, String why) {
        String stars = "*".repeat(100);
        System.out.printf("%n%s%n*  SKIPPED: %s%n*  Reason:  %s%n%s%n%n", stars, what, why, stars);
    }
}
