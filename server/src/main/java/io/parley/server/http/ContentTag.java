// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Entity tags that follow from the content. The time of a packaged file is the same in all versions of the product, so
 * it identifies nothing. The tags are weak, because a compressed answer has the same tag as the plain one.
 */
public final class ContentTag {
    private static final int BYTES = 16;
    /** Tags of the product's own files, which do not change while it runs. */
    private static final Map<String, String> OF_FILES = new ConcurrentHashMap<>();

    private ContentTag() {}

    public static String of(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "W/\"" + HexFormat.of().formatHex(hash, 0, BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the tag of a file of the product, or of what a caller gets in its place. */
    public static String of(Resource file) {
        if (file instanceof TransformedResource made) {
            return of(made.getByteArray());
        }
        try {
            return OF_FILES.computeIfAbsent(file.getURL().toString(), any -> of(bytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Resource file) {
        try {
            return file.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
