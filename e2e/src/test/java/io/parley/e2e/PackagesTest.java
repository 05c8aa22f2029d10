// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Packages that are made, installed and started in a Debian of their own. */
@LongRun.Only(because = "makes packages for minutes, and fetches a Debian")
class PackagesTest {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final long LARGEST_IMAGE = 250_000_000;
    private static final Path SOURCE =
            Path.of(System.getProperty("parley.source", "..")).toAbsolutePath().normalize();
    private static final Path OLD_STORE =
            SOURCE.resolve("store/src/test/resources/io/parley/store/upgrade/V16/parley.duckdb.gz");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    @BeforeAll
    static void make() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "packages are made on Linux");
        assumeTrue("root".equals(System.getProperty("user.name")), "installing packages needs root");
        for (String program : List.of("dpkg-deb", "apt-get", "debootstrap", "unshare")) {
            assumeTrue(ExternalProcess.find(Stream.of(program)).isPresent(), "there is no " + program + " on PATH");
        }
        List<String> unpacked = UnpackedProduct.command();
        String app = Path.of(unpacked.getLast()).resolveSibling("").toString();
        for (String target : List.of("one", "two")) {
            run(
                    SOURCE.resolve("packaging/make").toString(),
                    "1.2.3",
                    app,
                    System.getProperty("java.home"),
                    folder.resolve(target).toString(),
                    "tar,deb,image");
        }
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        try (Stream<Path> made = Files.list(folder.resolve("one"))) {
            assertThat(made.toList())
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(file)
                            .hasSameBinaryContentAs(folder.resolve("two").resolve(file.getFileName())));
        }
    }

    @Test
    void theArchiveRunsWhereItIsUnpackedWithoutAnythingElse() {
        run("tar", "-C", folder.toString(), "-xzf", file("tar.gz").toString());
        String name = file("tar.gz").getFileName().toString().replace(".tar.gz", "");
        Path launcher = folder.resolve(name).resolve("parley");
        List<String> command = List.of("env", "-i", "PATH=/usr/bin:/bin", launcher.toString());
        try (PackagedParley server = PackagedParley.start(command, "serve", folder.resolve("data"))) {
            assertThat(server.reporter().messages()).isEmpty();
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void theDebianPackageIsInstalledUpgradesAStoreAndIsRemovedAndPurged() {
        Path root = folder.resolve("debian");
        run("debootstrap", "--variant=minbase", "trixie", root.toString(), "http://deb.debian.org/debian");
        run("cp", file("deb").toString(), root.resolve("parley.deb").toString());
        run("cp", OLD_STORE.toString(), root.resolve("old.gz").toString());
        inside(root, """
                dpkg -i /parley.deb
                parley --version
                echo '#changed' >>/etc/parley/parley.conf
                gzip -dc /old.gz >/var/lib/parley/parley.duckdb
                chown parley /var/lib/parley/parley.duckdb
                parley doctor
                dpkg -i /parley.deb
                grep -q '^#changed' /etc/parley/parley.conf
                dpkg -r parley
                test -f /var/lib/parley/parley.duckdb -a -f /etc/parley/parley.conf -a ! -e /usr/lib/parley
                dpkg -P parley
                test ! -e /var/lib/parley -a ! -e /etc/parley
                """);
    }

    @Test
    void theImageIsAValidLayoutAndStartsAsItsUser() throws IOException {
        Path image = file("oci.tar");
        assertThat(Files.size(image)).isLessThan(LARGEST_IMAGE);
        Path layout = Files.createDirectory(folder.resolve("layout"));
        Path root = Files.createDirectory(folder.resolve("root"));
        run("tar", "-C", layout.toString(), "-xf", image.toString());
        run(
                "sh",
                "-c",
                "cd '" + layout + "/blobs/sha256' && for f in *; do echo \"$f  $f\"; done | sha256sum --check --quiet");
        JsonNode manifest = blob(
                layout,
                JSON.readTree(Files.readString(layout.resolve("index.json"))).at("/manifests/0"));
        JsonNode config = blob(layout, manifest.path("config"));
        assertThat(config.at("/config/User").asString()).isEqualTo("10001:10001");
        assertThat(config.at("/config/Volumes").has("/var/lib/parley")).isTrue();
        assertThat(config.at("/rootfs/diff_ids").size())
                .isEqualTo(manifest.path("layers").size());
        for (JsonNode layer : manifest.path("layers")) {
            Path blob = path(layout, layer);
            assertThat(Files.size(blob)).isEqualTo(layer.path("size").asLong());
            run("tar", "-C", root.toString(), "-xzf", blob.toString());
        }
        inside(root, """
                set +e
                export PARLEY_DATA=/var/lib/parley PATH=/usr/lib/parley:/usr/bin:/bin
                parley serve --port 18483 >/dev/null 2>&1 &
                for i in $(seq 120); do sleep 1; healthy 18483 2>/dev/null && break; done
                healthy 18483
                code=$?
                kill $!
                wait
                exit $code
                """, "--userspec=10001:10001");
    }

    private static JsonNode blob(Path layout, JsonNode descriptor) throws IOException {
        return JSON.readTree(Files.readString(path(layout, descriptor)));
    }

    private static Path path(Path layout, JsonNode descriptor) {
        return layout.resolve("blobs")
                .resolve(descriptor.path("digest").asString().replace(':', '/'));
    }

    private static Path file(String suffix) {
        try (Stream<Path> made = Files.list(folder.resolve("one"))) {
            return made.filter(each -> each.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a script in a root file system, with the mounts that Java needs, which end with it. */
    private static void inside(Path root, String script, String... options) {
        run(
                "unshare",
                "--mount",
                "sh",
                "-ec",
                "mount --bind /proc \"$1/proc\"; mount --bind /dev \"$1/dev\"; exec chroot " + String.join(" ", options)
                        + " \"$1\" /bin/bash -exc \"$2\"",
                "inside",
                root.toString(),
                script);
    }

    private static void run(String... command) {
        ExternalProcess.Ended ended = ExternalProcess.run(LIMIT, List.of(command));
        assertThat(ended.exitCode())
                .as(String.join(" ", command) + "\n" + ended.out() + ended.err())
                .isZero();
    }
}
