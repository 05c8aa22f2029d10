// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import io.parley.server.ProductVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * API document that the server publishes. The hand-written part leaves out what follows from rules: error responses,
 * the legacy edition, the tables in the description, and the product's version. They are added here.
 */
public final class ApiDocumentBuilder {
    private static final String WRITTEN = "io/parley/openapi/parley.yaml";
    /** Placeholder in the description, such as {@code {{errors}}}, for a text generated from code. */
    private static final Pattern MARKER = Pattern.compile("\\{\\{(\\w+)}}");

    private ApiDocumentBuilder() {}

    /** Returns the document as it is published: additions to the contract are not required. */
    public static ObjectNode published() {
        return ContractPart.withOptionalExtras(read());
    }

    /**
     * Returns the document of the contract's part: without Parley's own operations, and with answers as callers get
     * them who do not ask for additions.
     */
    public static ObjectNode contract() {
        return ContractPart.of(read());
    }

    /** Returns a new tree of the complete document, in OpenAPI 3.0, with answers as callers get them who ask for additions. */
    public static ObjectNode read() {
        return completed(written(), Map.of("errors", ErrorTable.markdown(), "filters", FilterTable.markdown()));
    }

    /** Returns the hand-written document. */
    static ObjectNode written() {
        try (InputStream yaml = new ClassPathResource(WRITTEN).getInputStream()) {
            // Without this the parser silently keeps only one of two schemas with the same name.
            return (ObjectNode) YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param written is not modified
     * @param texts replacements of the placeholders, by name
     */
    static ObjectNode completed(ObjectNode written, Map<String, String> texts) {
        ObjectNode document = written.deepCopy();
        ContractPart.markOperations(document);
        Operation.of(document).forEach(HeaderQueryParameters::complete);
        Operation.of(document).forEach(ErrorResponseRule::complete);
        ContractPart.addHeader(document);
        // After the error responses, because the legacy edition returns the same errors as v1.
        LegacyPaths.addTo(document);
        ObjectNode info = document.withObject("/info");
        info.put("description", filled(info.path("description").asString(""), texts));
        info.put("version", ProductVersion.text());
        return document;
    }

    private static String filled(String description, Map<String, String> texts) {
        return MARKER.matcher(description).replaceAll(marker -> {
            String text = texts.get(marker.group(1));
            if (text == null) {
                throw new IllegalStateException("nothing is known to stand for " + marker.group());
            }
            return Matcher.quoteReplacement(text);
        });
    }
}
