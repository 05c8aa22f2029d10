// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Bodies that real JAICF bots sent. */
final class JaicfLogs {
    private JaicfLogs() {}

    static List<String> processLogs() {
        return lines("processLogs.ndjson");
    }

    static List<String> initLiveChatSwitch() {
        return lines("initLiveChatSwitch.ndjson");
    }

    private static List<String> lines(String name) {
        try {
            return Files.readAllLines(
                    Path.of(System.getProperty("parley.source", ".."), "server/src/test/resources/jaicf", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
