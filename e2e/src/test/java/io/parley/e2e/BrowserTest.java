// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the page's browser tests (ui/e2e) against the packaged product. */
class BrowserTest {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Path PAGE = Path.of(System.getProperty("parley.source", ".."), "ui");
    /** Kept, so that somebody can look at the pages of the real server. */
    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @RegisterExtension
    static final Parleys PARLEYS = new Parleys();

    @TempDir
    Path folder;

    @Test
    void everyBrowserTestOfThePagePassesOnTheRealServer() throws IOException {
        Optional<Path> browser = Program.find(Stream.of(
                        System.getenv("CHROMIUM"),
                        "/usr/bin/chromium",
                        "chromium",
                        "chromium-browser",
                        "google-chrome",
                        "google-chrome-stable",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                        "/Applications/Chromium.app/Contents/MacOS/Chromium")
                .filter(name -> name != null && !name.isEmpty()));
        Optional<Path> npm = Program.find(Stream.of("npm"));
        require(browser, "no Chromium or Chrome was found; set CHROMIUM to the path of one");
        require(npm, "there is no npm on PATH");

        PackagedParley demo = PARLEYS.demo(folder.resolve("demo"));
        Credentials.User user = demo.credentials().user();
        Files.createDirectories(PICTURES);
        Program.Ended ended = Program.run(
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
                List.of(npm.orElseThrow().toString(), "run", "test:browser"));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).containsPattern("[0-9]+ passed");
    }

    /** Where continuous integration promised a browser, a test that cannot run has failed; elsewhere it is skipped, loudly. */
    private static void require(Optional<Path> program, String otherwise) {
        boolean promised = "true".equals(System.getenv("CI")) && System.getenv("CHROMIUM") != null;
        if (program.isEmpty() && !promised) {
            Program.announceSkipped("the browser tests", otherwise);
        }
        assumeTrue(program.isPresent() || promised, otherwise);
        assertThat(program).as(otherwise).isPresent();
    }
}
