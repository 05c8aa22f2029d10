// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import org.jspecify.annotations.Nullable;

/** Which Parley this is. */
public final class ProductVersion {
    private ProductVersion() {}

    /** The version in the jar's manifest, or words that say that there is no jar. */
    public static String text() {
        @Nullable String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
