// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.core.error.ApiException;
import io.parley.core.error.RequestValue;
import io.parley.server.security.Passwords;
import io.parley.server.security.TokenSecrets;
import io.parley.store.Store;
import io.parley.store.account.Role;
import io.parley.store.account.User;
import io.parley.store.account.UserChange;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code parley user …}, with or without a running server: for an administrator who cannot log in. */
@Command(
        name = "user",
        description = "Adds people who log in to the page, and gives them new passwords.",
        mixinStandardHelpOptions = true,
        subcommands = {UserCommand.Create.class, UserCommand.NewPassword.class})
final class UserCommand implements Runnable {
    private static final int PASSWORD_LENGTH = 16;

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** {@code parley user create}. */
    @Command(
            name = "create",
            description = "Adds a person and prints the password; it cannot be shown again.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Mixin
        private StoreOptions where = new StoreOptions();

        @Parameters(paramLabel = "LOGIN", description = "What the person logs in with.")
        private String login = "";

        @Option(names = "--account", required = true, description = "Id of the account.")
        private long accountId;

        @Option(names = "--role", required = true, description = "One of ${COMPLETION-CANDIDATES}")
        private @Nullable Role role;

        @Override
        public Integer call() throws IOException {
            OperatorCommand.PERSON.execute(
                    where,
                    Map.of("login", login, "account", accountId, "role", String.valueOf(role)),
                    System.out::println);
            return 0;
        }
    }

    /** {@code parley user password}. */
    @Command(
            name = "password",
            description = "Gives a person a new password, prints it, and ends the person's log-ins.",
            mixinStandardHelpOptions = true)
    static final class NewPassword implements Callable<Integer> {
        @Mixin
        private StoreOptions where = new StoreOptions();

        @Parameters(paramLabel = "LOGIN", description = "What the person logs in with.")
        private String login = "";

        @Override
        public Integer call() throws IOException {
            OperatorCommand.PERSON.execute(where, Map.of("login", login), System.out::println);
            return 0;
        }
    }

    /** Executes either: with a role it adds a person. */
    static void run(Store store, JsonNode arguments, Consumer<String> out) {
        String login = arguments.path("login").asString();
        String password = new TokenSecrets().letters(PASSWORD_LENGTH);
        String hash = new Passwords().hash(password);
        try {
            if (arguments.has("role")) {
                long account = arguments.path("account").longValue();
                if (store.accounts().projects(account).isEmpty()) {
                    throw new IllegalArgumentException("there is no account " + account + " with a project");
                }
                Role role = Role.valueOf(arguments.path("role").asString());
                store.users().add(account, new RequestValue<>("login", login), hash, role);
            } else {
                User person = store.users()
                        .byLogin(login)
                        .orElseThrow(() -> new IllegalArgumentException("there is no login " + login));
                store.users()
                        .change(
                                person.accountId(),
                                new RequestValue<>("id", person.id()),
                                new UserChange(null, null, hash));
            }
        } catch (ApiException refused) {
            throw new IllegalArgumentException(refused.words(), refused);
        }
        out.accept(password);
    }
}
