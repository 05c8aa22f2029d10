package io.parley.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What somebody needs to use a new store. Shown once, and kept in a file that only its owner can read. */
record Credentials(long accountId, String unifiedToken, User user, List<ProjectAccess> projects) {

    record User(String login, String password) {}

    record ProjectAccess(String shortName, List<String> botIds, String projectToken, String ingestToken) {}

    /** The file's content. */
    private record File(
            String url, long accountId, String unifiedToken, User user, List<ProjectAccess> projects) {}

    void write(Path folder, String url) {
        Path file = folder.resolve("credentials.json");
        try {
            Files.deleteIfExists(file);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    file,
                    JsonMapper.builder().build().writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(new File(url, accountId, unifiedToken, user, projects))
                            + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
