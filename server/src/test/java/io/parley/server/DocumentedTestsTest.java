// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents that claim what Parley withstands name tests that there are. */
class DocumentedTestsTest {
    private static final Path SOURCE = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)\\b");
    private static final List<String> MODULES = List.of("jsonpath", "core", "store", "server", "e2e");

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", "docs/durability.md"})
    void everyTestThatIsNamedIsThere(String document) throws IOException {
        Set<String> named = NAMED.matcher(Files.readString(SOURCE.resolve(document)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(5);
        assertThat(classes()).containsAll(named);
    }

    private static Set<String> classes() throws IOException {
        Set<String> classes = new java.util.HashSet<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(SOURCE.resolve(module).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .map(name -> name.substring(0, name.length() - ".java".length()))
                        .forEach(classes::add);
            }
        }
        return classes;
    }
}
