// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.HttpResource;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Resolver that answers with the compressed form of a file, which the build of the page wrote beside it. Spring's own
 * resolver ignores quality values, so that it compresses for callers who refuse the coding.
 */
final class CompressedFiles implements ResourceResolver {
    /** Codings with the endings of their files, the smallest first. */
    private static final List<Map.Entry<String, String>> CODINGS =
            List.of(Map.entry("br", ".br"), Map.entry("gzip", ".gz"));

    @Override
    public @Nullable Resource resolveResource(
            @Nullable HttpServletRequest request,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        Resource plain = chain.resolveResource(request, path, locations);
        if (plain == null || request == null) {
            return plain;
        }
        List<String> given = new ArrayList<>();
        Optional<Resource> best = Optional.empty();
        for (Map.Entry<String, String> coding : CODINGS) {
            Resource file = sibling(plain, coding.getValue());
            if (file != null) {
                given.add(coding.getKey());
                if (best.isEmpty() && accepts(request, coding.getKey())) {
                    best = Optional.of(new Encoded(file, plain.getFilename(), coding.getKey()));
                }
            }
        }
        return given.isEmpty() ? plain : best.orElseGet(() -> new Encoded(plain, plain.getFilename(), null));
    }

    private static @Nullable Resource sibling(Resource plain, String ending) {
        try {
            Resource file = plain.createRelative(plain.getFilename() + ending);
            return file.exists() ? file : null;
        } catch (IOException none) {
            return null;
        }
    }

    /** Returns whether a request accepts a coding (RFC 9110, 12.5.3). */
    static boolean accepts(HttpServletRequest request, String coding) {
        boolean any = false;
        for (String header : Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING))) {
            for (String part : header.toLowerCase(Locale.ROOT).split(",")) {
                String[] fields = part.split(";");
                String name = fields[0].strip();
                boolean wanted = true;
                for (int i = 1; i < fields.length; i++) {
                    wanted &= !fields[i].strip().matches("q\\s*=\\s*0(\\.0*)?");
                }
                if (name.equals(coding) || name.equals("x-" + coding)) {
                    return wanted;
                }
                any |= name.equals("*") && wanted;
            }
        }
        return any;
    }

    @Override
    public @Nullable String resolveUrlPath(
            String path, List<? extends Resource> locations, ResourceResolverChain chain) {
        return chain.resolveUrlPath(path, locations);
    }

    /** A file that exists in several codings, with the headers that say so. */
    private static final class Encoded extends AbstractResource implements HttpResource {
        private final Resource file;
        private final @Nullable String name;
        private final @Nullable String coding;

        /**
         * @param name of the plain file, from which the media type follows
         * @param coding null for the plain file
         */
        Encoded(Resource file, @Nullable String name, @Nullable String coding) {
            this.file = file;
            this.name = name;
            this.coding = coding;
        }

        @Override
        public HttpHeaders getResponseHeaders() {
            HttpHeaders headers = new HttpHeaders();
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            if (coding != null) {
                headers.add(HttpHeaders.CONTENT_ENCODING, coding);
            }
            return headers;
        }

        @Override
        public @Nullable String getFilename() {
            return name;
        }

        @Override
        public URL getURL() throws IOException {
            return file.getURL();
        }

        @Override
        public long contentLength() throws IOException {
            return file.contentLength();
        }

        @Override
        public boolean exists() {
            return file.exists();
        }

        @Override
        public String getDescription() {
            return file.getDescription();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return file.getInputStream();
        }
    }
}
