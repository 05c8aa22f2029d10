// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Servers of a test class, registered as a static extension. Each is stopped at the end of the test or class that
 * started it. When a test fails, the output of its servers is printed.
 */
final class ParleyServers implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static @Nullable PackagedParley shared;

    private final Deque<PackagedParley> running = new ArrayDeque<>();
    private boolean usesShared;
    private int ofTheClass;

    /**
     * Returns the demo that all test classes share, which the first call starts. Tests add no messages to it, but
     * they start reports, and the browser tests change labels, comments and names.
     */
    PackagedParley sharedDemo() {
        usesShared = true;
        return startShared();
    }

    private static synchronized PackagedParley startShared() {
        PackagedParley demo = shared;
        if (demo == null) {
            // It replaces the demo of an earlier run, and ends with the test process.
            demo = PackagedParley.start("demo", Path.of("target", "demo").toAbsolutePath());
            shared = demo;
        }
        return demo;
    }

    /** Starts a demo on a free port. */
    PackagedParley demo(Path data, String... more) {
        return keep(PackagedParley.start("demo", data, more));
    }

    /** Starts a server on a free port. */
    PackagedParley serve(Path data, String... more) {
        return keep(PackagedParley.start("serve", data, more));
    }

    /** Starts a server on a free port with further options for Java. */
    PackagedParley serveWith(List<String> options, Path data, String... more) {
        return keep(
                PackagedParley.start(UnpackedProduct.commandWith(options.toArray(String[]::new)), "serve", data, more));
    }

    /** Starts a server on a free port from the packaged jar, with all compilers and the default garbage collector. */
    PackagedParley servePacked(Path data, String... more) {
        return keep(PackagedParley.start(UnpackedProduct.packedCommand(), "serve", data, more));
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
        context.getExecutionException().ifPresent(failure -> {
            if (usesShared) {
                System.out.println(context.getDisplayName() + " failed." + startShared());
            }
            running.descendingIterator()
                    .forEachRemaining(parley -> System.out.println(context.getDisplayName() + " failed." + parley));
        });
    }

    private void closeAllBut(int count) {
        while (running.size() > count) {
            running.pop().close();
        }
    }
}
