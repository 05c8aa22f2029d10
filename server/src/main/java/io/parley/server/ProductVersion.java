// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import org.jspecify.annotations.Nullable;

/** Version of Parley. */
public final class ProductVersion {
    private ProductVersion() {}

    /** Returns the version from the jar's manifest, or a placeholder when there is no jar. */
    public static String text() {
        @Nullable String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
