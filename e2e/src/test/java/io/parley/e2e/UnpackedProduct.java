// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The product as {@code ./parley} starts it: unpacked, with a class data sharing archive. A start takes a third of
 * the processor time of {@code java -jar}, and these tests start it about twenty times.
 */
final class UnpackedProduct {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private UnpackedProduct() {}

    private static final class Unpacked {
        static final List<String> COMMAND = unpack();
    }

    /** Returns the command line for the unpacked product, without arguments. */
    static List<String> command() {
        return Unpacked.COMMAND;
    }

    /** Returns the command line for the unpacked product with further options for Java, without arguments. */
    static List<String> commandWith(String... options) {
        List<String> command = new ArrayList<>(command());
        command.addAll(1, List.of(options));
        return List.copyOf(command);
    }

    /** Returns the command line for the packaged jar, without arguments. */
    static List<String> packedCommand() {
        return java("-jar", jar().toString());
    }

    private static Path jar() {
        Path jar = Path.of(System.getProperty("parley.jar", "../server/target/parley.jar"))
                .toAbsolutePath()
                .normalize();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("there is no " + jar + "; `mvn -DskipTests package` makes it");
        }
        return jar;
    }

    private static List<String> unpack() {
        Path folder = Path.of("target", "product").toAbsolutePath();
        delete(folder);
        ExternalProcess.Ended unpacked = ExternalProcess.run(
                LIMIT,
                java("-Djarmode=tools", "-jar", jar().toString(), "extract", "--destination", folder.toString()));
        if (unpacked.exitCode() != 0) {
            throw new IllegalStateException(unpacked.out() + unpacked.err());
        }
        Path runnable = folder.resolve(jar().getFileName());
        Path archive = folder.resolve("parley.jsa");
        // The archive is only valid for the compilers and the garbage collector with which it was written.
        List<String> quick = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:disable");
        record(java(quick, "-XX:ArchiveClassesAtExit=" + archive, "-jar", runnable.toString()), folder.resolve("data"));
        return java(quick, "-XX:SharedArchiveFile=" + archive, "-jar", runnable.toString());
    }

    /** Runs a server until it answers; Java writes the archive when the process ends. */
    private static void record(List<String> command, Path data) {
        try (PackagedParley server = PackagedParley.start(command, "serve", data)) {
            server.askToStop();
            server.exitCode(LIMIT);
        }
    }

    private static List<String> java(String... more) {
        return java(List.of(), more);
    }

    private static List<String> java(List<String> options, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of(more));
        return List.copyOf(command);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
