// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.server.backup.AdminSocket;
import io.parley.store.Store;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands on a store that a running server may have in use: then the server executes them, otherwise this process does.
 * A shared store has no such server; there this process always does.
 */
enum OperatorCommand {
    TOKEN("token") {
        @Override
        void run(Store store, JsonNode arguments, Consumer<String> out) {
            TokenCommand.create(store, arguments, out);
        }
    },
    PERSON("person") {
        @Override
        void run(Store store, JsonNode arguments, Consumer<String> out) {
            UserCommand.run(store, arguments, out);
        }
    },
    DOCTOR("doctor") {
        @Override
        void run(Store store, JsonNode arguments, Consumer<String> out) {
            DoctorCommand.examine(store, out);
        }
    };

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String word;

    OperatorCommand(String word) {
        this.word = word;
    }

    /** @throws IllegalArgumentException with a message for the operator */
    abstract void run(Store store, JsonNode arguments, Consumer<String> out);

    /** Returns all commands on a store by the name that the socket knows them by. */
    static Map<String, AdminSocket.Command> all(Store store) {
        return Stream.of(values())
                .collect(Collectors.toUnmodifiableMap(
                        command -> command.word, command -> (arguments, out) -> command.run(store, arguments, out)));
    }

    /**
     * Executes the command where the store is in use, or here.
     *
     * @param arguments values that JSON can express
     * @throws IllegalStateException with a message for the operator, when the command failed, or when a server has the
     *     store in use but cannot be reached
     */
    void execute(StoreOptions where, Map<String, ?> arguments, Consumer<String> out) throws IOException {
        if (where.shared() == null && AdminSocket.execute(where.data(), word, arguments, out)) {
            return;
        }
        try (Store store = open(where)) {
            run(store, JSON.valueToTree(arguments), out);
        } finally {
            where.release();
        }
    }

    private static Store open(StoreOptions where) {
        try {
            return where.open();
        } catch (DataFolderLock.InUse e) {
            throw new IllegalStateException(
                    e.getMessage() + ". If that is a server, it takes this command by the socket "
                            + where.data().resolve(AdminSocket.FILE)
                            + ", and only from the user that runs it; its log says if it"
                            + " could not open the socket");
        }
    }
}
