package io.parley.store.directory;

import static io.parley.store.rows.SmallTables.ACCOUNT;
import static io.parley.store.rows.SmallTables.CHANNEL;
import static io.parley.store.rows.SmallTables.ID;
import static io.parley.store.rows.SmallTables.LOGIN;
import static io.parley.store.rows.SmallTables.PERSON;
import static io.parley.store.rows.SmallTables.PROJECT;
import static io.parley.store.rows.SmallTables.TOKEN;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.store.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Who there is and what is theirs. Secrets come in hashed and are kept so. */
public final class Directory {
    /** How exactly the last use of a token is kept. */
    private static final Duration LAST_USE_GRAIN = Duration.ofMinutes(1);

    /**
     * How long a token that was looked up is believed: bots report each message with a call of its own. A token that is revoked on another
     * node may open this one so much longer.
     */
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private final Engine engine;
    private final Clock clock;
    private final Cache<String, OpenedBy> opened =
            Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(10_000).build();
    private final Set<List<Object>> knownChannels = ConcurrentHashMap.newKeySet();

    public Directory(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    // ---- Accounts and projects

    public boolean isEmpty() {
        return !engine.sql().fetchExists(ACCOUNT.table());
    }

    /** A new account. */
    public long addAccount(String name) {
        return engine.change(sql -> {
            long id = nextId(sql);
            sql.insertInto(ACCOUNT.table())
                    .columns(ACCOUNT.id, ACCOUNT.name, ACCOUNT.createdAt)
                    .values(id, name, now())
                    .execute();
            return id;
        });
    }

    /** A new project; its short name must not be taken. */
    public Project addProject(long accountId, String shortName, String name) {
        // Tokens of the account open this project, too.
        opened.invalidateAll();
        return engine.change(sql -> {
            Project project = new Project(nextId(sql), accountId, shortName, name);
            sql.insertInto(PROJECT.table())
                    .columns(PROJECT.id, PROJECT.accountId, PROJECT.shortName, PROJECT.name, PROJECT.createdAt)
                    .values(project.id(), accountId, shortName, name, now())
                    .execute();
            return project;
        });
    }

    /** All projects of an account, by short name. */
    public List<Project> projects(long accountId) {
        return engine.sql()
                .select(PROJECT.fields())
                .from(PROJECT.table())
                .where(PROJECT.accountId.eq(accountId))
                .orderBy(PROJECT.shortName)
                .fetch(Directory::project);
    }

    public Optional<Project> project(long projectId) {
        return project(PROJECT.id.eq(projectId));
    }

    public Optional<Project> project(String shortName) {
        return project(PROJECT.shortName.eq(shortName));
    }

    private Optional<Project> project(Condition condition) {
        return engine.sql().select(PROJECT.fields())
                .from(PROJECT.table()).where(condition).fetchOptional(Directory::project);
    }

    private static Project project(Record row) {
        return new Project(
                row.get(PROJECT.id), row.get(PROJECT.accountId), row.get(PROJECT.shortName), row.get(PROJECT.name));
    }

    // ---- Channels

    /** The channels of a project, in the order in which they appeared. */
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
                        row.get(CHANNEL.channelType)));
    }

    /** Makes the channel known, if it is not. */
    public void meetChannel(long projectId, String botId, String channelType) {
        List<Object> channel = List.of(projectId, botId);
        if (knownChannels.contains(channel)) {
            return;
        }
        engine.change(sql -> sql
                .insertInto(CHANNEL.table())
                .columns(CHANNEL.id, CHANNEL.projectId, CHANNEL.botId, CHANNEL.channelType, CHANNEL.createdAt)
                .values(nextId(sql), projectId, botId, channelType, now())
                .onConflictDoNothing()
                .execute());
        knownChannels.add(channel);
    }

    // ---- People

    /** A new person; the login must not be taken. */
    public Person addPerson(long accountId, String login, String passwordHash, Role role) {
        return engine.change(sql -> {
            Person person = new Person(nextId(sql), accountId, login, passwordHash, role);
            sql.insertInto(PERSON.table())
                    .columns(
                            PERSON.id,
                            PERSON.accountId,
                            PERSON.login,
                            PERSON.passwordHash,
                            PERSON.role,
                            PERSON.createdAt)
                    .values(person.id(), accountId, login, passwordHash, role.name(), now())
                    .execute();
            return person;
        });
    }

    public Optional<Person> person(String login) {
        return person(PERSON.login.eq(login));
    }

    private Optional<Person> person(Condition condition) {
        return engine.sql()
                .select(PERSON.fields())
                .from(PERSON.table())
                .where(condition)
                .fetchOptional(row -> new Person(
                        row.get(PERSON.id),
                        row.get(PERSON.accountId),
                        row.get(PERSON.login),
                        row.get(PERSON.passwordHash),
                        Role.valueOf(row.get(PERSON.role))));
    }

    // ---- Logins

    /** Remembers a login until it expires; what expired is forgotten on the way. */
    public void addLogin(String secretHash, long personId, Instant expiresAt) {
        engine.change(sql -> {
            sql.deleteFrom(LOGIN.table()).where(LOGIN.expiresAt.le(now())).execute();
            return sql.insertInto(LOGIN.table())
                    .columns(LOGIN.secretHash, LOGIN.personId, LOGIN.createdAt, LOGIN.expiresAt)
                    .values(secretHash, personId, now(), expiresAt)
                    .execute();
        });
    }

    /** Who logged in with that secret and has not logged out since. */
    public Optional<Person> loggedIn(String secretHash) {
        return engine.sql()
                .select(LOGIN.personId)
                .from(LOGIN.table())
                .where(LOGIN.secretHash.eq(secretHash), LOGIN.expiresAt.gt(now()))
                .fetchOptional(LOGIN.personId)
                .flatMap(id -> person(PERSON.id.eq(id)));
    }

    public void removeLogin(String secretHash) {
        engine.change(sql -> sql.deleteFrom(LOGIN.table())
                .where(LOGIN.secretHash.eq(secretHash))
                .execute());
    }

    // ---- Tokens

    /**
     * Registers a token.
     *
     * @param projectId null for a unified token
     */
    public Token addToken(
            TokenKind kind, String secretHash, long accountId, @Nullable Long projectId, String name) {
        return engine.change(sql -> {
            Token token = new Token(nextId(sql), kind, accountId, projectId, name, null);
            sql.insertInto(TOKEN.table())
                    .columns(
                            TOKEN.id,
                            TOKEN.secretHash,
                            TOKEN.accountId,
                            TOKEN.projectId,
                            TOKEN.kind,
                            TOKEN.name,
                            TOKEN.createdAt)
                    .values(token.id(), secretHash, accountId, projectId, kind.name(), name, now())
                    .execute();
            return token;
        });
    }

    /** The token with that hash, unless it was revoked. */
    public Optional<Token> token(String secretHash) {
        return engine.sql()
                .select(TOKEN.fields())
                .from(TOKEN.table())
                .where(TOKEN.secretHash.eq(secretHash), TOKEN.revokedAt.isNull())
                .fetchOptional(row -> new Token(
                        row.get(TOKEN.id),
                        TokenKind.valueOf(row.get(TOKEN.kind)),
                        row.get(TOKEN.accountId),
                        row.get(TOKEN.projectId),
                        row.get(TOKEN.name),
                        row.get(TOKEN.lastUsedAt)));
    }

    /** What the token with that hash opens; empty when there is none, or it was revoked. */
    public Optional<OpenedBy> openedBy(String secretHash) {
        return Optional.ofNullable(opened.get(secretHash, this::lookUp));
    }

    private @Nullable OpenedBy lookUp(String secretHash) {
        Token token = token(secretHash).orElse(null);
        if (token == null) {
            // Not remembered: garbage would fill the memory.
            return null;
        }
        used(token);
        Long projectId = token.projectId();
        return new OpenedBy(
                token,
                projectId == null
                        ? projects(token.accountId())
                        : project(projectId).stream().toList());
    }

    public void revokeToken(long tokenId) {
        engine.change(sql -> sql.update(TOKEN.table())
                .set(TOKEN.revokedAt, now())
                .where(TOKEN.id.eq(tokenId), TOKEN.revokedAt.isNull())
                .execute());
        opened.invalidateAll();
    }

    /** Notes that a token was used, to the minute. */
    void used(Token token) {
        Instant now = now();
        Instant known = token.lastUsedAt();
        if (known == null || known.plus(LAST_USE_GRAIN).isBefore(now)) {
            engine.change(sql -> sql.update(TOKEN.table())
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
