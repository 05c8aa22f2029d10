// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.store.Store;
import io.parley.store.consistency.ConsistencyCheck.Violation;
import io.parley.store.consistency.Invariant;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley doctor}. */
@Command(
        name = "doctor",
        description =
                "Examines a store: whether all that has to be true of it is. Reads everything and changes nothing but what an upgrade"
                        + " changes. A server may run meanwhile; it then examines its own store.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the store is sound", "1:something is wrong, or could not be examined"})
final class DoctorCommand implements Callable<Integer> {
    private static final String SOUND = "the store is sound";

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Override
    public Integer call() throws IOException {
        AtomicReference<String> last = new AtomicReference<>("");
        OperatorCommand.DOCTOR.execute(where, Map.of(), line -> {
            System.out.println(line);
            last.set(line);
        });
        return SOUND.equals(last.get()) ? 0 : 1;
    }

    /** Examines a store; the last line says whether it is sound. A store in use is sound after each commit. */
    static void examine(Store store, Consumer<String> out) {
        boolean sound = true;
        for (Invariant rule : Invariant.values()) {
            Violation finding = store.consistencyCheck().examine(rule);
            out.accept(line(finding));
            sound &= finding.isSound();
        }
        out.accept(sound ? SOUND : "the store is not sound: keep a copy of it, and report this");
    }

    private static String line(Violation finding) {
        return finding.isSound()
                ? "ok     " + finding.rule().inWords()
                : String.format(
                        Locale.ROOT,
                        "WRONG  %s; not so of %,d, such as %s",
                        finding.rule().inWords(),
                        finding.violations(),
                        finding.examples().stream()
                                .map(key -> Long.toString(key))
                                .collect(Collectors.joining(", ")));
    }
}
