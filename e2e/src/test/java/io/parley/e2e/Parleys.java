// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The servers of a test class, registered as a static extension. Each lives as long as what it was started for, a test or the class, and
 * no longer; when a test fails, what its servers printed is shown.
 */
final class Parleys implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final Deque<PackagedParley> running = new ArrayDeque<>();
    private int ofTheClass;

    /** Starts a demo on a free port. */
    PackagedParley demo(Path data, String... more) {
        return keep(PackagedParley.start("demo", data, more));
    }

    /** Starts a server on a free port. */
    PackagedParley serve(Path data, String... more) {
        return keep(PackagedParley.start("serve", data, more));
    }

    private PackagedParley keep(PackagedParley parley) {
        running.push(parley);
        return parley;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ofTheClass = running.size();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        show(context);
        closeAllBut(ofTheClass);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        show(context);
        closeAllBut(0);
    }

    private void show(ExtensionContext context) {
        context.getExecutionException()
                .ifPresent(failure -> running.descendingIterator()
                        .forEachRemaining(
                                parley -> System.out.println(context.getDisplayName() + " failed." + parley)));
    }

    private void closeAllBut(int count) {
        while (running.size() > count) {
            running.pop().close();
        }
    }
}
