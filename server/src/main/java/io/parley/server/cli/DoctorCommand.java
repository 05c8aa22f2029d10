// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.store.Store;
import io.parley.store.consistency.ConsistencyCheck.Violation;
import io.parley.store.consistency.Invariant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley doctor}. */
@Command(
        name = "doctor",
        description =
                "Examines a store: whether all that has to be true of it is. Reads everything and changes nothing but what an upgrade"
                        + " changes. An embedded store must not be served meanwhile.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the store is sound", "1:something is wrong, or could not be examined"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private StoreOptions where = new StoreOptions();

    @Override
    public Integer call() {
        boolean sound = true;
        try (Store store = where.open()) {
            for (Invariant rule : Invariant.values()) {
                Violation finding = store.consistencyCheck().examine(rule);
                System.out.println(line(finding));
                sound &= finding.isSound();
            }
        }
        System.out.println(sound ? "the store is sound" : "the store is not sound: keep a copy of it, and report this");
        return sound ? 0 : 1;
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
