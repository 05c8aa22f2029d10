// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

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
 * The API document as the server gives it out. By hand is written only what a person has to think of; what follows from it (how calls
 * are refused, the legacy edition, the tables of the description) is added here.
 */
public final class CompletedDocument {
    private static final String WRITTEN = "io/parley/openapi/parley.yaml";
    /** A place in the description, as {@code {{errors}}}, for a text that the code knows. */
    private static final Pattern MARKER = Pattern.compile("\\{\\{(\\w+)}}");

    private CompletedDocument() {}

    /** A new tree of the whole document, in OpenAPI 3.0. */
    public static ObjectNode read() {
        return completed(written(), Map.of("errors", ErrorTable.markdown(), "filters", FilterTable.markdown()));
    }

    /** The document as it was written by hand. */
    static ObjectNode written() {
        try (InputStream yaml = new ClassPathResource(WRITTEN).getInputStream()) {
            // Of two schemas of one name the reader would keep one, in silence.
            return (ObjectNode) YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param written stays as it is
     * @param texts what to put in place of the markers, by their names
     */
    static ObjectNode completed(ObjectNode written, Map<String, String> texts) {
        ObjectNode document = written.deepCopy();
        Operation.of(document).forEach(QueryTwins::complete);
        Operation.of(document).forEach(Refusal::complete);
        // After the refusals: the legacy edition is refused like v1, which does its work.
        LegacyPaths.addTo(document);
        ObjectNode info = document.withObject("/info");
        info.put("description", filled(info.path("description").asString(""), texts));
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
