// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.store.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Credentials of a new store. They are shown once, and kept in a file that only its owner can read. */
record Credentials(long accountId, String unifiedToken, User user, List<ProjectAccess> projects) {

    private static final String FILE = "credentials.json";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    record User(String login, String password) {}

    record ProjectAccess(String shortName, List<String> botIds, String projectToken, String ingestToken) {}

    /** Content of the file. */
    private record File(String url, long accountId, String unifiedToken, User user, List<ProjectAccess> projects) {}

    void write(Path folder, String url) {
        keep(folder.resolve(FILE), JSON.writeValueAsString(new File(url, accountId, unifiedToken, user, projects)));
    }

    /** Updates the server's URL in the credentials file of the folder, if there is one. */
    static void moveTo(Path folder, String url) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.exists(file) && JSON.readTree(Files.readString(file)) instanceof ObjectNode credentials) {
                keep(file, JSON.writeValueAsString(credentials.put("url", url)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Path file, String content) {
        try {
            // Replaces the file atomically: the old credentials cannot be recovered from the store.
            DurableFile.write(
                    file,
                    content + "\n",
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                            }
                            : new FileAttribute<?>[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
