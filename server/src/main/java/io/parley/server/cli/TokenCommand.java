// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.server.security.TokenSecrets;
import io.parley.store.Store;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.Project;
import io.parley.store.account.TokenKind;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley token …}, for an embedded store without a running server, or for a shared one. */
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
        public Integer call() {
            try (Store store = where.open()) {
                System.out.println(create(store.accounts()));
            }
            return 0;
        }

        private String create(AccountRepository accounts) {
            TokenKind wanted = Objects.requireNonNull(kind);
            return switch (wanted) {
                case UNIFIED -> {
                    if (accountId == null) {
                        throw new IllegalArgumentException("a unified token needs --account");
                    }
                    yield register(accounts, wanted, new TokenSecrets().unifiedToken(), accountId, null);
                }
                case PROJECT, INGEST -> {
                    if (shortName == null) {
                        throw new IllegalArgumentException("a token of one project needs --project");
                    }
                    Project project = accounts.project(shortName)
                            .orElseThrow(() -> new IllegalArgumentException("there is no project " + shortName));
                    yield register(
                            accounts, wanted, new TokenSecrets().projectToken(), project.accountId(), project.id());
                }
            };
        }

        /** @param made generated token, used unless one is given */
        private String register(
                AccountRepository accounts, TokenKind wanted, String made, long account, @Nullable Long project) {
            String token = given == null ? made : given;
            if (accounts.addToken(wanted, TokenSecrets.hash(token), account, project, name, null)
                    .isEmpty()) {
                throw new IllegalArgumentException("this token is registered already, or was revoked");
            }
            return token;
        }
    }
}
