// SPDX-License-Identifier: Apache-2.0
package io.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Comments and documents use few of the words that make readers decode a sentence. Zipkin, db-scheduler, Airlift and Micrometer have 0.8 to 1.6 of them
 * in a thousand words of comments.
 */
class PlainEnglishTest {
    private static final double MOST_PER_THOUSAND = 2.0;

    private static final Pattern MARKER = Pattern.compile(
            "\\b(whoever|whomever|whatever|whose|nobody|somebody|anybody|who|whom|had better|any more|for good|at hand)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[A-Za-z']+");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?<![:\"])//[^\\n]*", Pattern.DOTALL);
    private static final Set<String> LEFT_OUT = Set.of("target", "node_modules", "dist", ".git");

    private record Prose(Path file, long words, List<String> markers) {}

    @Test
    void commentsOfTheCode() throws IOException {
        check(files(".java", ".ts", ".tsx"), true);
    }

    @Test
    void documents() throws IOException {
        check(files(".md"), false);
    }

    private static void check(List<Path> files, boolean commentsOnly) {
        List<Prose> all = files.stream().map(file -> read(file, commentsOnly)).toList();
        long words = all.stream().mapToLong(Prose::words).sum();
        long markers = all.stream().mapToLong(prose -> prose.markers().size()).sum();
        String worst = all.stream()
                .filter(prose -> !prose.markers().isEmpty())
                .sorted(Comparator.comparingInt(
                        (Prose prose) -> -prose.markers().size()))
                .limit(10)
                .map(prose -> prose.file() + ": " + prose.markers())
                .collect(Collectors.joining("\n"));
        assertThat(words).isGreaterThan(5_000);
        assertThat(1000.0 * markers / words)
                .as("marker words in a thousand of %d words; most are in%n%s", words, worst)
                .isLessThan(MOST_PER_THOUSAND);
    }

    private static Prose read(Path file, boolean commentsOnly) {
        try {
            String text = Files.readString(file);
            String prose = commentsOnly
                    ? COMMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.joining("\n"))
                    : text;
            return new Prose(
                    file,
                    WORD.matcher(prose).results().count(),
                    MARKER.matcher(prose).results().map(MatchResult::group).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String... endings) throws IOException {
        Path root = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
        assertThat(root.resolve("ARCHITECTURE.md")).exists();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .filter(file -> Stream.of(root.relativize(file).toString().split("/"))
                            .noneMatch(LEFT_OUT::contains))
                    .toList();
        }
    }
}
