// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import io.parley.store.KeptFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a node is called among those that share a store: the machine's name and an id that is made once for a data folder. So a node that
 * starts anew on its folder finds what its earlier life had begun, and no two that run at once share a name: a folder serves one process at
 * a time, and a copy of it on another machine has another name.
 */
final class NodeName {
    private static final String FILE = "node";

    private NodeName() {}

    /** The name of the node with that data folder, which is made when missing. */
    static String of(Path data) {
        try {
            Files.createDirectories(data);
            Path file = data.resolve(FILE);
            if (!Files.exists(file) || Files.readString(file).isBlank()) {
                KeptFile.write(file, UUID.randomUUID().toString().substring(0, 8) + "\n");
            }
            return host() + "-" + Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot name the node after " + data + ": " + e.getMessage(), e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The machine does not know its own name; the folder's id has to do.
            return "node";
        }
    }
}
