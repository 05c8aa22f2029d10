// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import static io.parley.store.table.SmallTables.ACCOUNT;
import static io.parley.store.table.SmallTables.CHANNEL;
import static io.parley.store.table.SmallTables.ID;
import static io.parley.store.table.SmallTables.PROJECT;
import static io.parley.store.table.SmallTables.TOKEN;
import static org.jooq.impl.DSL.val;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.store.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Accounts, projects, channels and tokens. Callers pass secrets hashed, and only the hashes are stored. */
public final class AccountRepository {
    /** Maximum number of channels of a project (our decision): it limits lists of channels if a bot invents ids. */
    public static final int MOST_CHANNELS = 10_000;

    /** Channels written by one statement. */
    private static final int ROWS_AT_ONCE = 500;

    /** Resolution of the time of a token's last use. */
    private static final Duration LAST_USE_GRAIN = Duration.ofMinutes(1);

    /**
     * Time to live of the cache of tokens: bots report each message with a call. After a token is revoked on another
     * node, this one accepts it for up to this time.
     */
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private final Engine engine;
    private final Clock clock;
    private final Cache<String, TokenGrant> opened =
            Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(10_000).build();
    /** Cache of stored channels; with the longest ids some 20 MB. */
    private final Cache<ChannelKey, Boolean> knownChannels =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private record ChannelKey(long projectId, String botId) {}

    public AccountRepository(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    // ---- Accounts and projects

    public boolean isEmpty() {
        return !engine.sql().fetchExists(ACCOUNT.table());
    }

    /** Adds an account. */
    public long addAccount(String name) {
        return engine.inTransaction(sql -> {
            long id = nextId(sql);
            sql.insertInto(ACCOUNT.table())
                    .columns(ACCOUNT.id, ACCOUNT.name, ACCOUNT.createdAt)
                    .values(id, name, now())
                    .execute();
            return id;
        });
    }

    /** Adds a project; its short name must be unused. */
    public Project addProject(long accountId, String shortName, String name) {
        // Tokens of the account give access to this project, too.
        opened.invalidateAll();
        return engine.inTransaction(sql -> {
            Project project = new Project(nextId(sql), accountId, shortName, name, now());
            sql.insertInto(PROJECT.table())
                    .columns(PROJECT.id, PROJECT.accountId, PROJECT.shortName, PROJECT.name, PROJECT.createdAt)
                    .values(project.id(), accountId, shortName, name, project.createdAt())
                    .execute();
            return project;
        });
    }

    /** Renames a project; its short name stays unchanged. */
    public void renameProject(long projectId, String name) {
        engine.inTransaction(sql -> sql.update(PROJECT.table())
                .set(PROJECT.name, name)
                .where(PROJECT.id.eq(projectId))
                .execute());
        opened.invalidateAll();
    }

    /** Returns all projects of an account, by short name. */
    public List<Project> projects(long accountId) {
        return engine.sql()
                .select(PROJECT.fields())
                .from(PROJECT.table())
                .where(PROJECT.accountId.eq(accountId))
                .orderBy(PROJECT.shortName)
                .fetch(AccountRepository::project);
    }

    public Optional<Project> project(long projectId) {
        return project(PROJECT.id.eq(projectId));
    }

    public Optional<Project> project(String shortName) {
        return project(PROJECT.shortName.eq(shortName));
    }

    private Optional<Project> project(Condition condition) {
        return engine.sql()
                .select(PROJECT.fields())
                .from(PROJECT.table())
                .where(condition)
                .fetchOptional(AccountRepository::project);
    }

    private static Project project(Record row) {
        return new Project(
                row.get(PROJECT.id),
                row.get(PROJECT.accountId),
                row.get(PROJECT.shortName),
                row.get(PROJECT.name),
                row.get(PROJECT.createdAt));
    }

    // ---- Channels

    /** Returns the channels of a project, in the order of their creation. */
    public List<Channel> channels(long projectId) {
        return engine.sql()
                .select(CHANNEL.fields())
                .from(CHANNEL.table())
                .where(CHANNEL.projectId.eq(projectId))
                .orderBy(CHANNEL.id)
                .fetch(row -> new Channel(
                        row.get(CHANNEL.id),
                        row.get(CHANNEL.projectId),
                        row.get(CHANNEL.botId),
                        row.get(CHANNEL.channelType),
                        row.get(CHANNEL.createdAt)));
    }

    /**
     * Adds a channel.
     *
     * @param botId null for a generated one: account, project and a number, like the vendor's
     */
    public Channel addChannel(Project project, @Nullable RequestValue<String> botId, String channelType) {
        if (channelCount(project.id()) >= MOST_CHANNELS) {
            throw tooManyChannels(botId == null ? "one more" : botId.value());
        }
        return engine.inTransaction(sql -> {
            long id = nextId(sql);
            String bot = botId == null ? project.accountId() + "-" + project.shortName() + "-" + id : botId.value();
            Channel channel = new Channel(id, project.id(), bot, channelType, now());
            if (!insert(sql, channel)) {
                throw new RequestValue<>("botId", bot)
                        .refused(ErrorCode.NAME_TAKEN, "the id of a bot that has no channel in this project yet");
            }
            return channel;
        });
    }

    /** Returns a check of the bots in a request against the limit of channels. */
    public ChannelAdmission admission(long projectId) {
        return new ChannelAdmission(this, projectId);
    }

    boolean isKnown(long projectId, String botId) {
        return knownChannels.getIfPresent(new ChannelKey(projectId, botId)) != null;
    }

    int channelCount(long projectId) {
        return engine.sql().fetchCount(CHANNEL.table(), CHANNEL.projectId.eq(projectId));
    }

    /**
     * Registers the channels that do not exist, in one transaction.
     *
     * @param types of the channels, by the ids of their bots
     */
    public void registerChannels(long projectId, Map<String, String> types) {
        List<String> unknown =
                types.keySet().stream().filter(bot -> !isKnown(projectId, bot)).toList();
        if (unknown.isEmpty()) {
            return;
        }
        engine.inTransaction(sql -> {
            for (int from = 0; from < unknown.size(); from += ROWS_AT_ONCE) {
                var rows = sql.insertInto(
                        CHANNEL.table(),
                        CHANNEL.id,
                        CHANNEL.projectId,
                        CHANNEL.botId,
                        CHANNEL.channelType,
                        CHANNEL.createdAt);
                for (String bot : unknown.subList(from, Math.min(unknown.size(), from + ROWS_AT_ONCE))) {
                    rows = rows.values(
                            ID.nextval(), val(projectId), val(bot), val(types.get(bot)), val(now(), CHANNEL.createdAt));
                }
                rows.onConflictDoNothing().execute();
            }
            return unknown.size();
        });
        unknown.forEach(bot -> knownChannels.put(new ChannelKey(projectId, bot), true));
    }

    static ApiException tooManyChannels(String got) {
        return ApiException.field(
                ErrorCode.TOO_MANY_CHANNELS,
                "botId",
                got,
                "one of the bots of the project, which has as many as it may have: " + MOST_CHANNELS);
    }

    /** Returns whether the channel did not exist yet. */
    private static boolean insert(DSLContext sql, Channel channel) {
        return sql.insertInto(CHANNEL.table())
                        .columns(CHANNEL.id, CHANNEL.projectId, CHANNEL.botId, CHANNEL.channelType, CHANNEL.createdAt)
                        .values(
                                channel.id(),
                                channel.projectId(),
                                channel.botId(),
                                channel.channelType(),
                                channel.createdAt())
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    // ---- Tokens

    /**
     * Registers a token.
     *
     * @param projectId null for a unified token
     * @param createdBy id of the creator; null for none
     * @return empty when that secret is registered already, or was revoked
     */
    public Optional<Token> addToken(
            TokenKind kind,
            String secretHash,
            long accountId,
            @Nullable Long projectId,
            String name,
            @Nullable Long createdBy) {
        return engine.inTransaction(sql -> {
            Token token = new Token(nextId(sql), kind, accountId, projectId, name, now(), createdBy, null);
            int added = sql.insertInto(TOKEN.table())
                    .columns(
                            TOKEN.id,
                            TOKEN.secretHash,
                            TOKEN.accountId,
                            TOKEN.projectId,
                            TOKEN.kind,
                            TOKEN.name,
                            TOKEN.createdAt,
                            TOKEN.createdBy)
                    .values(
                            token.id(),
                            secretHash,
                            accountId,
                            projectId,
                            kind.name(),
                            name,
                            token.createdAt(),
                            createdBy)
                    .onConflictDoNothing()
                    .execute();
            return added == 0 ? Optional.empty() : Optional.of(token);
        });
    }

    /** Returns the account's tokens that were not revoked, the oldest first. */
    public List<Token> tokens(long accountId) {
        return tokens(TOKEN.accountId.eq(accountId));
    }

    /** Returns the token with that hash, unless it was revoked. */
    public Optional<Token> token(String secretHash) {
        return tokens(TOKEN.secretHash.eq(secretHash)).stream().findFirst();
    }

    private List<Token> tokens(Condition condition) {
        return engine.sql()
                .select(TOKEN.fields())
                .from(TOKEN.table())
                .where(condition, TOKEN.revokedAt.isNull())
                .orderBy(TOKEN.id)
                .fetch(row -> new Token(
                        row.get(TOKEN.id),
                        TokenKind.valueOf(row.get(TOKEN.kind)),
                        row.get(TOKEN.accountId),
                        row.get(TOKEN.projectId),
                        row.get(TOKEN.name),
                        row.get(TOKEN.createdAt),
                        row.get(TOKEN.createdBy),
                        row.get(TOKEN.lastUsedAt)));
    }

    /** Returns the access that the token with that hash gives; empty when there is no such token, or it was revoked. */
    public Optional<TokenGrant> findTokenGrant(String secretHash) {
        return Optional.ofNullable(opened.get(secretHash, this::lookUp));
    }

    private @Nullable TokenGrant lookUp(String secretHash) {
        Token token = token(secretHash).orElse(null);
        if (token == null) {
            // Unknown tokens are not cached: random ones would fill the cache.
            return null;
        }
        used(token);
        Long projectId = token.projectId();
        return new TokenGrant(
                token,
                projectId == null
                        ? projects(token.accountId())
                        : project(projectId).stream().toList());
    }

    /** Revokes a token of the account permanently. */
    public void revokeToken(long accountId, RequestValue<Long> id) {
        int revoked = engine.inTransaction(sql -> sql.update(TOKEN.table())
                .set(TOKEN.revokedAt, now())
                .where(TOKEN.accountId.eq(accountId), TOKEN.id.eq(id.value()), TOKEN.revokedAt.isNull())
                .execute());
        if (revoked == 0) {
            throw id.refused(ErrorCode.TOKEN, "the id of a token of this account that was not revoked");
        }
        opened.invalidateAll();
    }

    /** Records that a token was used, to the minute. */
    void used(Token token) {
        Instant now = now();
        Instant known = token.lastUsedAt();
        if (known == null || known.plus(LAST_USE_GRAIN).isBefore(now)) {
            engine.inTransaction(sql -> sql.update(TOKEN.table())
                    .set(TOKEN.lastUsedAt, now)
                    .where(TOKEN.id.eq(token.id()))
                    .execute());
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private static long nextId(DSLContext sql) {
        return sql.nextval(ID);
    }
}
