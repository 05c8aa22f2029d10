// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the embedded engine takes at most, beside Java's heap: what it has read of its file, and what its queries work with, which goes
 * to a folder beside the file when it is more.
 */
final class MemoryLimit {
    /** The system property that sets it, such as {@code 2g}. */
    static final String PROPERTY = "parley.store.memory";

    /** Below, a long write-ahead log could not be read after a crash. */
    static final long LEAST = 256L << 20;

    /** Unless it is set, this part of what the machine, or the container, has. The system reads the file ahead and keeps it, too. */
    private static final int PART = 4;

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmg]?)");

    private MemoryLimit() {}

    /**
     * In bytes.
     *
     * @throws StoreFailure when the property is no size, or one that is too small
     */
    static long bytes() {
        return bytes(System.getProperty(PROPERTY), machine());
    }

    static long bytes(@Nullable String set, long machine) {
        if (set == null || set.isBlank()) {
            return Math.max(2 * LEAST, machine / PART);
        }
        Matcher size = SIZE.matcher(set.strip().toLowerCase(Locale.ROOT));
        long bytes = size.matches() ? Long.parseLong(size.group(1)) << shift(size.group(2)) : 0;
        if (bytes < LEAST) {
            throw new StoreFailure("the store's memory is set to «%s», which is no size of at least %dm; 2g is one"
                    .formatted(set, LEAST >> 20));
        }
        return bytes;
    }

    private static int shift(String unit) {
        return switch (unit) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
    }

    private static long machine() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }
}
