// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** All components of the product are listed, and their licences permit distribution under the product's licence. */
class LicencesTest {
    /** Names of SPDX; all let others use and give on the work, in a larger one under another licence, too. */
    private static final Set<String> GOOD = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            // Name that RE2/J uses for BSD-3-Clause.
            "Go License",
            "ISC",
            "MIT",
            "MIT-0",
            "Unlicense");

    /** Added by Spring Boot's packaging plugin, and not used at run time. */
    private static final String PACKERS_OWN = "spring-boot-jarmode-tools-";

    /** Spring Boot starters contain only dependencies, so that the packaging plugin leaves them out. */
    private static final String STARTER = "spring-boot-starter-";

    private static final Path JAR = Path.of(System.getProperty("parley.jar", "../server/target/parley.jar"));
    private static final Path SOURCE = Path.of(System.getProperty("parley.source", ".."));

    @Test
    void thePackageSaysWhatItIsMadeOf() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            List<String> libraries = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    .filter(name -> !name.startsWith(PACKERS_OWN))
                    .toList();
            assertThat(components(jar)
                            .map(each -> each.path("name").stringValue() + "-"
                                    + each.path("version").stringValue() + ".jar")
                            .filter(name -> !name.startsWith(STARTER)))
                    .containsExactlyInAnyOrderElementsOf(libraries);
        }
    }

    @Test
    void everyLibraryMayBeGivenOn() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            List<JsonNode> libraries = components(jar)
                    .filter(each -> !each.path("group").stringValue().equals("io.parley"))
                    .toList();
            assertThat(libraries).isNotEmpty();
            assertThat(libraries.stream()
                            .filter(each -> licences(each).stream().noneMatch(GOOD::contains))
                            .map(each -> each.path("purl").stringValue() + " " + licences(each)))
                    .isEmpty();
        }
    }

    @Test
    void everyLibraryOfThePageMayBeGivenOn() throws IOException {
        JsonNode lock = ReporterClient.JSON.readTree(Files.readString(SOURCE.resolve("ui/package-lock.json")));
        // The first package is the page itself.
        List<Map.Entry<String, JsonNode>> packages = lock.path("packages")
                .propertyStream()
                .filter(each -> !each.getKey().isEmpty() && !each.getValue().has("dev"))
                .toList();
        assertThat(packages).isNotEmpty();
        assertThat(packages.stream()
                        .map(each -> Map.entry(
                                each.getKey(),
                                alternatives(each.getValue().path("license").stringValue("none"))))
                        .filter(each -> each.getValue().stream().noneMatch(GOOD::contains)))
                .isEmpty();
    }

    private static Stream<JsonNode> components(ZipFile jar) throws IOException {
        JsonNode bill = ReporterClient.JSON.readTree(jar.getInputStream(jar.getEntry("META-INF/sbom/parley.cdx.json"))
                .readAllBytes());
        return bill.path("components").valueStream();
    }

    /** Returns the licences of a library, of which one may be chosen. */
    private static List<String> licences(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .flatMap(each -> each.has("expression")
                        ? alternatives(each.path("expression").stringValue()).stream()
                        : Stream.of(each.path("license")
                                .path("id")
                                .stringValue(each.path("license").path("name").stringValue("none"))))
                .toList();
    }

    private static List<String> alternatives(String expression) {
        return Arrays.stream(expression.replaceAll("[()]", "").split(" OR "))
                .filter(Predicate.not(String::isBlank))
                .toList();
    }
}
