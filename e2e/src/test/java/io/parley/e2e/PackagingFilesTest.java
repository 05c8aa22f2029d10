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
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files that packages are made of, as their readers check them. */
class PackagingFilesTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path SOURCE =
            Path.of(System.getProperty("parley.source", "..")).toAbsolutePath().normalize();
    private static final Path PACKAGING = SOURCE.resolve("packaging");
    private static final Pattern REVISION = Pattern.compile("<revision>(.+)</revision>");

    @TempDir
    Path folder;

    @Test
    void systemdFindsNothingToCriticiseInTheUnit() throws IOException {
        Optional<Path> analyze = ExternalProcess.find(Stream.of("systemd-analyze"));
        assumeTrue(analyze.isPresent(), "there is no systemd-analyze on PATH");
        // The program and the user need not exist on this machine.
        Path unit = folder.resolve("parley.service");
        Files.writeString(
                unit,
                Files.readString(PACKAGING.resolve("debian/parley.service"))
                        .replace("/usr/lib/parley/parley serve", "/bin/sh")
                        .replaceAll("(User|Group)=parley", "$1=root"));
        ExternalProcess.Ended checked = ExternalProcess.run(
                LIMIT, List.of(analyze.orElseThrow().toString(), "verify", "--man=no", unit.toString()));
        assertThat(checked.err().lines().filter(line -> line.contains("parley.service")))
                .isEmpty();
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void scriptsAreSound() throws IOException {
        Optional<Path> shellcheck = ExternalProcess.find(Stream.of("shellcheck"));
        assumeTrue(shellcheck.isPresent(), "there is no shellcheck on PATH");
        List<String> scripts = Stream.of(
                        "parley",
                        "launcher/source-tree.sh",
                        "launcher/tests.sh",
                        "launcher/test.sh",
                        "packaging/make",
                        "packaging/package.sh",
                        "packaging/debian/parley.sh",
                        "packaging/debian/postinst",
                        "packaging/debian/prerm",
                        "packaging/debian/postrm",
                        "packaging/image/healthy")
                .toList();
        ExternalProcess.Ended checked = ExternalProcess.run(
                LIMIT,
                SOURCE,
                Map.of(),
                line -> {},
                Stream.concat(Stream.of(shellcheck.orElseThrow().toString(), "-x"), scripts.stream())
                        .toList());
        assertThat(checked.out()).isEmpty();
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void theVersionIsInOnePlace() throws IOException {
        Matcher revision = REVISION.matcher(Files.readString(SOURCE.resolve("pom.xml")));
        assertThat(revision.find()).isTrue();
        String version = revision.group(1);
        for (String module : List.of("openapi", "core", "store", "ui", "server", "bench", "e2e")) {
            assertThat(Files.readString(SOURCE.resolve(module).resolve("pom.xml")))
                    .contains("<version>${revision}</version>")
                    .doesNotContain("<version>" + version);
        }
        assertThat(Files.readString(SOURCE.resolve("ui/package.json"))).doesNotContain("\"version\"");
        assertThat(Files.readString(PACKAGING.resolve("chart/Chart.yaml")))
                .contains("version: 0.0.0", "appVersion: \"0.0.0\"");
        ExternalProcess.Ended told =
                ExternalProcess.run(LIMIT, List.of(SOURCE.resolve("parley").toString(), "--version"));
        assertThat(told.out()).isEqualTo(version + "\n");
    }

    @Test
    void theChartIsPackedWithTheVersionAndAlwaysTheSame() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "packages are made on Linux");
        Path one = chart(folder.resolve("one"));
        assertThat(chart(folder.resolve("two"))).hasSameBinaryContentAs(one);
        ExternalProcess.Ended text =
                ExternalProcess.run(LIMIT, List.of("tar", "-xzOf", one.toString(), "parley/Chart.yaml"));
        assertThat(text.out()).contains("\nversion: 1.2.3-rc.1\n", "\nappVersion: \"1.2.3-rc.1\"\n");
    }

    private static Path chart(Path target) {
        ExternalProcess.Ended made = ExternalProcess.run(
                LIMIT,
                List.of(
                        PACKAGING.resolve("make").toString(),
                        "1.2.3-rc.1",
                        "none",
                        "none",
                        target.toString(),
                        "chart"));
        assertThat(made.exitCode()).as(made.err()).isZero();
        return target.resolve("parley-1.2.3-rc.1.tgz");
    }

    @Test
    void composeFilesReferToTheirOwnServicesAndVolumes() throws IOException {
        Map<?, ?> alone = yaml("compose.yaml");
        Map<?, ?> shared = yaml("compose.postgresql.yaml");
        assertThat(at(alone, "services").keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("parley", "prometheus");
        assertThat(at(at(shared, "services"), "parley").get("depends_on"))
                .isEqualTo(Map.of("postgresql", Map.of("condition", "service_healthy")));
        for (Map<?, ?> file : List.of(alone, shared)) {
            for (Object service : at(file, "services").values()) {
                Object volumes = ((Map<?, ?>) service).get("volumes");
                for (Object volume : volumes == null ? List.of() : (List<?>) volumes) {
                    assertThat(at(file, "volumes").containsKey(volume.toString().split(":")[0]))
                            .as(volume.toString())
                            .isTrue();
                }
            }
        }
    }

    private static Map<?, ?> at(Map<?, ?> map, String name) {
        return (Map<?, ?>) Objects.requireNonNull(map.get(name), name);
    }

    private static Map<?, ?> yaml(String name) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options)).load(Files.readString(PACKAGING.resolve(name)));
    }
}
