// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.parley.core.log.Keys;
import io.parley.store.checkup.Checkup;
import io.parley.store.directory.Activities;
import io.parley.store.directory.Directory;
import io.parley.store.directory.LabelCatalogue;
import io.parley.store.directory.People;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Engine;
import io.parley.store.engine.Interruption;
import io.parley.store.engine.StoreFailure;
import io.parley.store.experiment.Experiments;
import io.parley.store.filterset.FilterSets;
import io.parley.store.mark.Blocks;
import io.parley.store.mark.Comments;
import io.parley.store.mark.Labelling;
import io.parley.store.outcome.OutcomeCatalogue;
import io.parley.store.quarantine.Quarantine;
import io.parley.store.query.Conversations;
import io.parley.store.query.Dialogs;
import io.parley.store.query.FilterOptions;
import io.parley.store.query.FilterRanges;
import io.parley.store.query.Reactions;
import io.parley.store.query.StateRoutes;
import io.parley.store.retention.Cleanups;
import io.parley.store.retention.Erasures;
import io.parley.store.rows.StatusWeeks;
import io.parley.store.stats.Metrics;
import io.parley.store.stats.Statistics;
import io.parley.store.task.Deliveries;
import io.parley.store.task.Schedules;
import io.parley.store.task.SharedFiles;
import io.parley.store.task.Tasks;
import io.parley.store.task.Webhooks;
import io.parley.store.write.ConversationLog;
import io.parley.store.write.LogFill;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/**
 * The facade of the store: one component that returns small roles. Opening it migrates the database to this version.
 *
 * <p>Closing commits all records that the log had accepted.
 */
public final class Store implements AutoCloseable {
    private final Engine engine;
    private final Clock clock;
    private final ConversationLog log;
    private final Conversations conversations;
    private final Dialogs dialogs;
    private final StateRoutes stateRoutes;
    private final Reactions reactions;
    private final FilterOptions filterOptions;
    private final FilterRanges filterRanges;
    private final FilterSets filterSets;
    private final Statistics statistics;
    private final Metrics metrics;
    private final Experiments experiments;
    private final Directory directory;
    private final People people;
    private final Activities activities;
    private final LabelCatalogue labels;
    private final Labelling messageLabelling;
    private final Labelling sessionLabelling;
    private final Comments comments;
    private final Blocks blocks;
    private final OutcomeCatalogue outcomes;
    private final Tasks tasks;
    private final Schedules schedules;
    private final Optional<SharedFiles> sharedFiles;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Quarantine quarantine;
    private final Cleanups cleanups;
    private final Erasures erasures;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Store(Engine engine, Clock clock, DatabaseClock time) {
        this.engine = engine;
        this.clock = clock;
        StatusWeeks statusWeeks = new StatusWeeks();
        this.log = new ConversationLog(engine, statusWeeks, clock);
        this.conversations = new Conversations(engine, statusWeeks);
        this.dialogs = new Dialogs(engine, statusWeeks);
        this.stateRoutes = new StateRoutes(engine);
        this.reactions = new Reactions(engine);
        this.filterRanges = new FilterRanges(engine);
        this.filterSets = new FilterSets(engine, clock);
        this.statistics = new Statistics(engine);
        this.metrics = new Metrics(engine);
        this.experiments = new Experiments(engine, clock);
        this.directory = new Directory(engine, clock);
        this.people = new People(engine, clock);
        this.activities = new Activities(engine);
        this.labels = new LabelCatalogue(engine, log);
        this.messageLabelling = Labelling.ofMessages(engine, log, clock);
        this.sessionLabelling = Labelling.ofSessions(engine, log, clock);
        this.comments = new Comments(engine, log, clock);
        this.blocks = new Blocks(engine, log, clock);
        this.outcomes = new OutcomeCatalogue(engine, log);
        this.filterOptions = new FilterOptions(engine, labels, outcomes);
        this.tasks = new Tasks(engine, time);
        this.schedules = new Schedules(engine, clock, time);
        this.sharedFiles = engine.isShared() ? Optional.of(new SharedFiles(engine)) : Optional.empty();
        this.webhooks = new Webhooks(engine, clock);
        this.deliveries = new Deliveries(engine, time);
        this.quarantine = new Quarantine(engine, clock);
        this.cleanups = new Cleanups(engine, log, time);
        this.erasures = new Erasures(engine, log, filterSets, clock, time);
    }

    /**
     * Opens the embedded store.
     *
     * @param folder its files; created when missing; one process at a time
     */
    public static Store embedded(Path folder, Clock clock) {
        return open(new StorePlace.Folder(folder), engine -> new Store(engine, clock, engine.clock(clock)));
    }

    /** Opens a store on a PostgreSQL server. */
    public static Store postgres(String jdbcUrl, Clock clock) {
        return open(new StorePlace.Database(jdbcUrl), engine -> new Store(engine, clock, engine.clock(clock)));
    }

    /** For tests that control the database's clock. */
    static Store postgres(String jdbcUrl, Clock clock, DatabaseClock time) {
        return open(new StorePlace.Database(jdbcUrl), engine -> new Store(engine, clock, time));
    }

    /**
     * For tests, in which keys may be others.
     *
     * @param secret gives a new store's
     * @param keys makes them of what would be the store's
     */
    static Store open(StorePlace place, Clock clock, Supplier<byte[]> secret, UnaryOperator<Keys> keys) {
        return open(place, secret, engine -> {
            engine.use(keys.apply(engine.keys()));
            return new Store(engine, clock, engine.clock(clock));
        });
    }

    private static Store open(StorePlace place, Function<Engine, Store> store) {
        return open(place, KeySecret::random, store);
    }

    private static Store open(StorePlace place, Supplier<byte[]> secret, Function<Engine, Store> store) {
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
        engine.settle();
        engine.use(KeySecret.keys(engine));
    }

    /** Refuses a store with migrations of a later version: this version does not support its tables. */
    private static void requireNotNewer(MigrationInfoService migrations) {
        for (MigrationInfo migration : migrations.all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new StoreFailure(
                        "a newer Parley has written to this store (its tables are of version " + migration.getVersion()
                                + ", which this one does not know); start that version, or a later one");
            }
        }
    }

    /**
     * Checks that the store can execute queries and writes.
     *
     * @throws RuntimeException when it cannot, with the reason
     */
    public void check() {
        directory.isEmpty();
        engine.requireWritable();
        if (!log.isOpen()) {
            throw new StoreFailure("nothing is written to the log any more");
        }
    }

    /**
     * Returns whether a call failed because the database was temporarily unavailable: unreachable, stopping or
     * starting. It is unknown whether the call was committed, and it may be repeated.
     */
    public boolean isAway(Throwable failure) {
        return engine.isAway(failure);
    }

    /** Returns name and version of the database product. */
    public String product() {
        return engine.product();
    }

    /** Returns the size of the store on disk, in bytes. */
    public long bytes() {
        return engine.bytes();
    }

    /** Runs a task under a lock that all nodes share; the next holder of the lock sees all that it committed. */
    public <T> T alone(Supplier<T> task) {
        return engine.alone(task);
    }

    /**
     * Copies a snapshot of the store to an empty place, while it is in use.
     *
     * @return the content of the copy, by table
     * @throws IllegalArgumentException when the place is not empty
     */
    public Map<String, TableSum> copyTo(StorePlace place, StoreCopy.Progress progress) {
        return StoreCopy.from(engine, place, clock, progress);
    }

    /** For tests of internals. */
    Engine engine() {
        return engine;
    }

    public ConversationLog log() {
        return log;
    }

    public Checkup checkup() {
        return new Checkup(engine);
    }

    /** Returns a bulk loader of new conversations; the store must have no other users meanwhile. */
    public LogFill fill() {
        return new LogFill(engine);
    }

    public Conversations conversations() {
        return conversations;
    }

    /** Begins work of this thread that another thread may interrupt; this thread closes it. */
    public Interruption interruptible() {
        return engine.interruptible();
    }

    public Dialogs dialogs() {
        return dialogs;
    }

    public StateRoutes stateRoutes() {
        return stateRoutes;
    }

    public Reactions reactions() {
        return reactions;
    }

    public FilterOptions filterOptions() {
        return filterOptions;
    }

    public FilterRanges filterRanges() {
        return filterRanges;
    }

    public FilterSets filterSets() {
        return filterSets;
    }

    public Statistics statistics() {
        return statistics;
    }

    public Metrics metrics() {
        return metrics;
    }

    public Experiments experiments() {
        return experiments;
    }

    public Directory directory() {
        return directory;
    }

    public People people() {
        return people;
    }

    public Activities activities() {
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

    public Comments comments() {
        return comments;
    }

    public Blocks blocks() {
        return blocks;
    }

    public OutcomeCatalogue outcomes() {
        return outcomes;
    }

    public Tasks tasks() {
        return tasks;
    }

    /** Returns the recurring tasks. */
    public Schedules schedules() {
        return schedules;
    }

    /** Returns the files of tasks that nodes share; empty for a store of one process. */
    public Optional<SharedFiles> sharedFiles() {
        return sharedFiles;
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    /** Returns the deletion of the content of old messages. */
    public Cleanups cleanups() {
        return cleanups;
    }

    /** Returns the erasure of clients. */
    public Erasures erasures() {
        return erasures;
    }

    /**
     * Removes deleted data from the engine's files, too, as far as the engine leaves it there. Writes of bots wait for
     * single steps, not for the whole.
     */
    public void wipeDeleted() {
        engine.wipeDeleted(step -> log.edit(sql -> {
            step.accept(sql);
            return step;
        }));
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
