// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import io.parley.store.DurableFile;
import io.parley.store.IoProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Unique name of a node among those that share a store: the machine's name and an id of its data folder. A node that
 * restarts on its folder therefore finds the tasks that it had started before. Names of running nodes are unique: a
 * folder is locked by one process, and a copy of it on another machine has another machine name.
 */
final class NodeName {
    private static final String FILE = "node";

    private NodeName() {}

    /** Returns the name of the node with that data folder; creates the folder when missing. */
    static String of(Path data) {
        try {
            Files.createDirectories(data);
            Path file = data.resolve(FILE);
            if (!Files.exists(file) || Files.readString(file).isBlank()) {
                DurableFile.write(file, UUID.randomUUID().toString().substring(0, 8) + "\n");
            }
            return host() + "-" + Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot name the node after " + data + ": " + IoProblem.in(e), e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The machine has no host name; the folder's id is sufficient.
            return "node";
        }
    }
}
