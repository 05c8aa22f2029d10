// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.parley.core.log.Keys;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.ActivityQueries;
import io.parley.store.account.UserRepository;
import io.parley.store.consistency.ConsistencyCheck;
import io.parley.store.edit.ClientBlockRepository;
import io.parley.store.edit.CommentRepository;
import io.parley.store.edit.Labelling;
import io.parley.store.engine.CancellationScope;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Engine;
import io.parley.store.engine.StoreException;
import io.parley.store.experiment.ExperimentRepository;
import io.parley.store.filterset.FilterSetRepository;
import io.parley.store.index.StatusWeekBloomFilter;
import io.parley.store.ingest.BulkLoader;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.label.LabelCatalogue;
import io.parley.store.outcome.OutcomeCatalogue;
import io.parley.store.quarantine.Quarantine;
import io.parley.store.query.ConversationQueries;
import io.parley.store.query.DialogQueries;
import io.parley.store.query.FilterOptions;
import io.parley.store.query.FilterRanges;
import io.parley.store.query.ReactionQueries;
import io.parley.store.query.StateRouteQueries;
import io.parley.store.retention.CleanupService;
import io.parley.store.retention.DeletedDataPurge;
import io.parley.store.retention.ErasureService;
import io.parley.store.retention.PieceRetention;
import io.parley.store.stats.MetricQueries;
import io.parley.store.stats.StatisticQueries;
import io.parley.store.task.ScheduleRepository;
import io.parley.store.task.SharedTaskFiles;
import io.parley.store.task.TaskRepository;
import io.parley.store.task.WebhookOutbox;
import io.parley.store.task.WebhookRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/**
 * An open store: it owns the engine, and creates the roles that work on it. Opening it migrates the database to this
 * version. Other classes depend on the roles that they use, and not on this class.
 *
 * <p>Closing commits all records that the log had accepted.
 */
public final class Store implements StoreHealth, StorageInfo, StoreCopy.Source, AutoCloseable {
    private final Engine engine;
    private final Clock clock;
    private final ConversationLog log;
    private final ConversationQueries conversations;
    private final DialogQueries dialogs;
    private final StateRouteQueries stateRoutes;
    private final ReactionQueries reactions;
    private final FilterOptions filterOptions;
    private final FilterRanges filterRanges;
    private final FilterSetRepository filterSets;
    private final StatisticQueries statistics;
    private final MetricQueries metrics;
    private final ExperimentRepository experiments;
    private final AccountRepository accounts;
    private final UserRepository users;
    private final ActivityQueries activities;
    private final LabelCatalogue labels;
    private final Labelling messageLabelling;
    private final Labelling sessionLabelling;
    private final CommentRepository comments;
    private final ClientBlockRepository blocks;
    private final OutcomeCatalogue outcomes;
    private final TaskRepository tasks;
    private final ScheduleRepository schedules;
    private final Optional<SharedTaskFiles> sharedTaskFiles;
    private final WebhookRepository webhooks;
    private final WebhookOutbox deliveries;
    private final Quarantine quarantine;
    private final CleanupService cleanups;
    private final ErasureService erasures;
    private final DeletedDataPurge deletedDataPurge;
    private final PieceRetention pieces;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Store(Engine engine, Clock clock, DatabaseClock time) {
        this.engine = engine;
        this.clock = clock;
        StatusWeekBloomFilter statusWeekFilter = new StatusWeekBloomFilter();
        this.log = new ConversationLog(engine, statusWeekFilter, clock);
        this.conversations = new ConversationQueries(engine, statusWeekFilter);
        this.dialogs = new DialogQueries(engine, statusWeekFilter);
        this.stateRoutes = new StateRouteQueries(engine);
        this.reactions = new ReactionQueries(engine);
        this.filterRanges = new FilterRanges(engine);
        this.filterSets = new FilterSetRepository(engine, clock);
        this.statistics = new StatisticQueries(engine);
        this.metrics = new MetricQueries(engine);
        this.experiments = new ExperimentRepository(engine, clock);
        this.accounts = new AccountRepository(engine, clock);
        this.users = new UserRepository(engine, time);
        this.activities = new ActivityQueries(engine);
        this.labels = new LabelCatalogue(engine, log);
        this.messageLabelling = Labelling.ofMessages(engine, log, clock);
        this.sessionLabelling = Labelling.ofSessions(engine, log, clock);
        this.comments = new CommentRepository(engine, log, clock);
        this.blocks = new ClientBlockRepository(engine, log, clock);
        this.outcomes = new OutcomeCatalogue(engine, log);
        this.filterOptions = new FilterOptions(engine, labels, outcomes);
        this.tasks = new TaskRepository(engine, time);
        this.schedules = new ScheduleRepository(engine, clock, time);
        this.sharedTaskFiles = engine.isShared() ? Optional.of(new SharedTaskFiles(engine)) : Optional.empty();
        this.webhooks = new WebhookRepository(engine, clock);
        this.deliveries = new WebhookOutbox(engine, time);
        this.quarantine = new Quarantine(engine, clock);
        this.cleanups = new CleanupService(engine, log, time);
        this.erasures = new ErasureService(engine, log, filterSets, clock, time);
        this.deletedDataPurge = new DeletedDataPurge(engine, log);
        this.pieces = new PieceRetention(engine, log);
    }

    /**
     * Opens the embedded store.
     *
     * @param folder its files; created when missing; one process at a time
     */
    public static Store embedded(Path folder, Clock clock) {
        return open(new StoreLocation.Folder(folder), engine -> new Store(engine, clock, engine.clock(clock)));
    }

    /** Opens a store on a PostgreSQL server that is up. */
    public static Store postgres(String jdbcUrl, Clock clock) {
        return postgres(jdbcUrl, Duration.ZERO, clock);
    }

    /**
     * Opens a store on a PostgreSQL server.
     *
     * @param patience how long to wait for a server that is not up yet
     */
    public static Store postgres(String jdbcUrl, Duration patience, Clock clock) {
        return open(
                new StoreLocation.Database(jdbcUrl, patience), engine -> new Store(engine, clock, engine.clock(clock)));
    }

    /** For tests that control the database's clock. */
    static Store postgres(String jdbcUrl, Clock clock, DatabaseClock time) {
        return open(new StoreLocation.Database(jdbcUrl), engine -> new Store(engine, clock, time));
    }

    /**
     * For tests, in which keys may be others.
     *
     * @param secret gives a new store's
     * @param keys makes them of what would be the store's
     */
    static Store open(StoreLocation place, Clock clock, Supplier<byte[]> secret, UnaryOperator<Keys> keys) {
        return open(place, secret, engine -> {
            engine.use(keys.apply(engine.keys()));
            return new Store(engine, clock, engine.clock(clock));
        });
    }

    private static Store open(StoreLocation place, Function<Engine, Store> store) {
        return open(place, KeySecret::random, store);
    }

    private static Store open(StoreLocation place, Supplier<byte[]> secret, Function<Engine, Store> store) {
        Engine engine = migrated(place.open(), secret);
        try {
            StoreCopy.requireWhole(engine);
            return store.apply(engine);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** Migrates an engine's tables to this version; closes the engine when that fails. */
    static Engine migrated(Engine engine) {
        return migrated(engine, KeySecret::random);
    }

    /**
     * Brings an engine's tables up to this version; closes the engine when that fails.
     *
     * @param secret of the keys, for a store that has none yet
     */
    static Engine migrated(Engine engine, Supplier<byte[]> secret) {
        try {
            migrate(engine, secret);
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static void migrate(Engine engine, Supplier<byte[]> secret) {
        Flyway flyway = Flyway.configure(Store.class.getClassLoader())
                .dataSource(engine.dataSource())
                .locations(engine.migrations())
                .javaMigrations(new KeyMigration(engine, secret))
                .load();
        requireNotNewer(flyway.info());
        flyway.migrate();
        engine.distributeTables();
        engine.use(KeySecret.keys(engine));
    }

    /** Refuses a store with migrations of a later version: this version does not support its tables. */
    private static void requireNotNewer(MigrationInfoService migrations) {
        for (MigrationInfo migration : migrations.all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new StoreException(
                        "a newer Parley has written to this store (its tables are of version " + migration.getVersion()
                                + ", which this one does not know); start that version, or a later one");
            }
        }
    }

    @Override
    public void check() {
        accounts.isEmpty();
        engine.requireWritable();
        if (!log.isOpen()) {
            throw new StoreException("nothing is written to the log any more");
        }
    }

    @Override
    public boolean isUnavailable(Throwable failure) {
        return engine.isUnavailable(failure);
    }

    @Override
    public String product() {
        return engine.product();
    }

    @Override
    public long bytes() {
        return engine.bytes();
    }

    /** Runs a task under a lock that all nodes share; the next holder of the lock sees all that it committed. */
    public <T> T withClusterLock(Supplier<T> task) {
        return engine.withClusterLock(task);
    }

    @Override
    public Map<String, TableChecksum> copyTo(
            StoreLocation place, StoreCopy.ProgressListener progress, Function<Set<String>, Set<String>> files) {
        return StoreCopy.from(engine, place, clock, progress, files);
    }

    /** For tests of internals. */
    Engine engine() {
        return engine;
    }

    public ConversationLog log() {
        return log;
    }

    public ConsistencyCheck consistencyCheck() {
        return new ConsistencyCheck(engine);
    }

    /** Returns a bulk loader of new conversations; the store must have no other users meanwhile. */
    public BulkLoader bulkLoader() {
        return new BulkLoader(engine);
    }

    public ConversationQueries conversations() {
        return conversations;
    }

    /** Begins work of this thread that another thread may interrupt; this thread closes it. */
    public CancellationScope openCancellationScope() {
        return engine.openCancellationScope();
    }

    public DialogQueries dialogs() {
        return dialogs;
    }

    public StateRouteQueries stateRoutes() {
        return stateRoutes;
    }

    public ReactionQueries reactions() {
        return reactions;
    }

    public FilterOptions filterOptions() {
        return filterOptions;
    }

    public FilterRanges filterRanges() {
        return filterRanges;
    }

    public FilterSetRepository filterSets() {
        return filterSets;
    }

    public StatisticQueries statistics() {
        return statistics;
    }

    public MetricQueries metrics() {
        return metrics;
    }

    public ExperimentRepository experiments() {
        return experiments;
    }

    public AccountRepository accounts() {
        return accounts;
    }

    public UserRepository users() {
        return users;
    }

    public ActivityQueries activities() {
        return activities;
    }

    public LabelCatalogue labels() {
        return labels;
    }

    /** Returns the labelling of messages. */
    public Labelling messageLabelling() {
        return messageLabelling;
    }

    /** Returns the labelling of sessions. */
    public Labelling sessionLabelling() {
        return sessionLabelling;
    }

    public CommentRepository comments() {
        return comments;
    }

    public ClientBlockRepository blocks() {
        return blocks;
    }

    public OutcomeCatalogue outcomes() {
        return outcomes;
    }

    public TaskRepository tasks() {
        return tasks;
    }

    /** Returns the recurring tasks. */
    public ScheduleRepository schedules() {
        return schedules;
    }

    /** Returns the files of tasks that nodes share; empty for a store of one process. */
    public Optional<SharedTaskFiles> sharedTaskFiles() {
        return sharedTaskFiles;
    }

    public WebhookRepository webhooks() {
        return webhooks;
    }

    public WebhookOutbox deliveries() {
        return deliveries;
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    /** Returns the deletion of the content of old messages. */
    public CleanupService cleanups() {
        return cleanups;
    }

    /** Returns the deletion of pieces of conversations. */
    public PieceRetention pieces() {
        return pieces;
    }

    /** Returns the erasure of clients. */
    public ErasureService erasures() {
        return erasures;
    }

    /** Returns the removal of deleted data from the engine's files. */
    public DeletedDataPurge deletedDataPurge() {
        return deletedDataPurge;
    }

    /** Ends all work on the store; a second call does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        log.close();
        engine.close();
    }
}
