// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Runs the page's browser tests (ui/e2e) against the packaged product.
 *
 * <p>{@code -Dparley.page.test=NAME} runs only tests with the name in their title or file name; at least one must
 * match.
 */
@Order(1) // They take longest, and other classes run in parallel with them.
class BrowserTest {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    /** Special characters of JavaScript's regular expressions. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.*+?()\\[\\]{}|/]");

    private static final Path PAGE = Path.of(System.getProperty("parley.source", ".."), "ui");
    /** Kept after the run, so that the pages of the real server can be inspected. */
    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    @Test
    void everyBrowserTestOfThePagePassesOnTheRealServer() throws IOException {
        Optional<Path> browser = ExternalProcess.find(Stream.of(
                        System.getenv("CHROMIUM"),
                        "/usr/bin/chromium",
                        "chromium",
                        "chromium-browser",
                        "google-chrome",
                        "google-chrome-stable",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                        "/Applications/Chromium.app/Contents/MacOS/Chromium")
                .filter(name -> name != null && !name.isEmpty()));
        Optional<Path> npm = ExternalProcess.find(Stream.of("npm"));
        require(browser, "no Chromium or Chrome was found; set CHROMIUM to the path of one");
        require(npm, "there is no npm on PATH");

        List<String> command = new ArrayList<>(List.of(npm.orElseThrow().toString(), "run", "test:browser"));
        String name = System.getProperty("parley.page.test", "");
        if (!name.isBlank()) {
            // Playwright takes a regular expression, and fails when no test matches.
            command.addAll(List.of("--", "--grep", SPECIAL.matcher(name.strip()).replaceAll("\\\\$0")));
        }
        PackagedParley demo = PARLEYS.sharedDemo();
        Credentials.User user = demo.credentials().user();
        Files.createDirectories(PICTURES);
        ExternalProcess.Ended ended = ExternalProcess.run(
                LIMIT,
                PAGE,
                Map.of(
                        "PARLEY_URL", demo.url().toString(),
                        "PARLEY_LOGIN", user.login(),
                        "PARLEY_PASSWORD", user.password(),
                        "CHROMIUM", browser.orElseThrow().toString(),
                        "SCREENSHOTS", PICTURES.toString(),
                        "NO_COLOR", "1"),
                System.out::println,
                command);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out())
                .containsPattern("[0-9]+ passed")
                .doesNotContainPattern("[0-9]+ (skipped|did not run|flaky)");
    }

    /**
     * Handles a missing program: in continuous integration, where a browser is required, the test fails; elsewhere it
     * is skipped with a message.
     */
    private static void require(Optional<Path> program, String otherwise) {
        boolean promised = "true".equals(System.getenv("CI")) && System.getenv("CHROMIUM") != null;
        if (program.isEmpty() && !promised) {
            ExternalProcess.announceSkipped("the browser tests", otherwise);
        }
        assumeTrue(program.isPresent() || promised, otherwise);
        assertThat(program).as(otherwise).isPresent();
    }
}
