// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import com.sun.management.OperatingSystemMXBean;
import io.parley.store.engine.StoreException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The memory limit of the embedded engine, outside Java's heap. It covers cached blocks of the file and the working
 * memory of queries, which spill to a folder beside the file when they need more.
 */
final class MemoryLimit {
    /** The system property with the limit, for example {@code 2g}. */
    static final String PROPERTY = "parley.store.memory";

    /** With less, a long write-ahead log could not be replayed after a crash. */
    static final long LEAST = 256L << 20;

    /**
     * By default, the limit is this fraction of the memory of the machine, or of the container. The operating system's
     * file cache needs memory, too.
     */
    private static final int PART = 4;

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmg]?)");

    private MemoryLimit() {}

    /**
     * Returns the limit in bytes.
     *
     * @throws io.parley.store.engine.StoreException when the property is no size, or one that is too small
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
            throw new StoreException(String.format(
                    Locale.ROOT,
                    "the store's memory is set to «%s», which is no size of at least %dm; 2g is one",
                    set,
                    LEAST >> 20));
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
