// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.server.security.TokenSecrets;
import io.parley.store.Store;
import io.parley.store.account.Project;
import io.parley.store.account.TokenKind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code parley token …}, with or without a running server. */
@Command(
        name = "token",
        description = "Makes tokens.",
        mixinStandardHelpOptions = true,
        subcommands = TokenCommand.Create.class)
final class TokenCommand implements Runnable {

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** {@code parley token create}. */
    @Command(
            name = "create",
            description = "Makes a token and prints it; it cannot be shown again.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Mixin
        private StoreOptions where = new StoreOptions();

        @Option(names = "--kind", required = true, description = "One of ${COMPLETION-CANDIDATES}")
        private @Nullable TokenKind kind;

        @Option(names = "--project", description = "Short name of the project, for a token of one.")
        private @Nullable String shortName;

        @Option(names = "--account", description = "Id of the account, for a unified token.")
        private @Nullable Long accountId;

        @Option(names = "--name", defaultValue = "from the command line", description = "What to call it.")
        private String name = "";

        @Option(names = "--token", description = "A token that a bot already has, to be accepted from now on.")
        private @Nullable String given;

        @Override
        public Integer call() throws IOException {
            Map<String, Object> arguments = new LinkedHashMap<>();
            arguments.put("kind", Objects.requireNonNull(kind).name());
            arguments.put("name", name);
            putIfGiven(arguments, "project", shortName);
            putIfGiven(arguments, "account", accountId);
            putIfGiven(arguments, "token", given);
            OperatorCommand.TOKEN.execute(where, arguments, System.out::println);
            return 0;
        }

        private static void putIfGiven(Map<String, Object> arguments, String name, @Nullable Object value) {
            if (value != null) {
                arguments.put(name, value);
            }
        }
    }

    /** Executes {@code token create}. */
    static void create(Store store, JsonNode arguments, Consumer<String> out) {
        TokenKind wanted = TokenKind.valueOf(arguments.path("kind").asString());
        out.accept(
                switch (wanted) {
                    case UNIFIED -> {
                        if (!arguments.has("account")) {
                            throw new IllegalArgumentException("a unified token needs --account");
                        }
                        yield register(
                                store,
                                wanted,
                                new TokenSecrets().unifiedToken(),
                                arguments.path("account").longValue(),
                                null,
                                arguments);
                    }
                    case PROJECT, INGEST -> {
                        if (!arguments.has("project")) {
                            throw new IllegalArgumentException("a token of one project needs --project");
                        }
                        String shortName = arguments.path("project").asString();
                        Project project = store.accounts()
                                .project(shortName)
                                .orElseThrow(() -> new IllegalArgumentException("there is no project " + shortName));
                        yield register(
                                store,
                                wanted,
                                new TokenSecrets().projectToken(),
                                project.accountId(),
                                project.id(),
                                arguments);
                    }
                });
    }

    /** @param made generated token, used unless one is given */
    private static String register(
            Store store, TokenKind wanted, String made, long account, @Nullable Long project, JsonNode arguments) {
        String token = arguments.has("token") ? arguments.path("token").asString() : made;
        if (token.isBlank()) {
            throw new IllegalArgumentException("--token is empty; leave it out to get a new token");
        }
        if (store.accounts()
                .addToken(
                        wanted,
                        TokenSecrets.hash(token),
                        account,
                        project,
                        arguments.path("name").asString(),
                        null)
                .isEmpty()) {
            throw new IllegalArgumentException("this token is registered already, or was revoked");
        }
        return token;
    }
}
