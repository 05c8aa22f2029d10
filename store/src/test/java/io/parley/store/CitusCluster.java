// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Citus cluster of {@code PARLEY_TEST_CITUS_URL}: the JDBC address of a database of its coordinator that has the
 * workers registered, with a user that may create and drop databases on all nodes. Databases are dropped at the end of
 * the tests. Those of killed tests are dropped at the start of the next tests on the same machine.
 */
final class CitusCluster {
    static final String VARIABLE = "PARLEY_TEST_CITUS_URL";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    /** Enough shards to test distribution, and fast to create. */
    private static final int SHARDS = 4;

    /**
     * The newest databases that are kept without an open store. Each database takes connections of Citus's maintenance
     * on each node, so that a cluster cannot have those of a whole run at once.
     */
    private static final int KEPT = 12;

    /** Identifies the machine, because process ids are unique only on one. */
    private static final String PREFIX =
            "parley_" + Integer.toHexString(machine().hashCode()) + "_";
    /** The id of the process of the tests that created it. */
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)_\\d+");

    /** The databases that were created and not dropped, the oldest first; null before the first. */
    private static @Nullable Set<String> made;

    private CitusCluster() {}

    private record Node(String host, int port) {}

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops the databases of these tests, on all nodes. */
    static synchronized void dropDatabases() {
        Set<String> names = made;
        if (names != null) {
            drop(names::contains);
        }
    }

    /** Drops the older ones of these databases that have no open store. */
    private static void dropUnused(Set<String> names) {
        Set<String> unused =
                names.stream().limit(names.size() - KEPT).collect(Collectors.toCollection(LinkedHashSet::new));
        try (Connection connection = DriverManager.getConnection(address().orElseThrow());
                Statement statement = connection.createStatement()) {
            ResultSet open = statement.executeQuery(
                    "select distinct datname from pg_stat_activity where application_name = 'parley'");
            while (open.next()) {
                unused.remove(open.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        drop(unused::contains);
        names.removeAll(unused);
    }

    private static void dropLeftovers() {
        drop(name -> {
            Matcher parts = NAME.matcher(name);
            return parts.matches()
                    && ProcessHandle.of(Long.parseLong(parts.group(1))).isEmpty();
        });
    }

    /** Drops databases, on each node independently; a database that cannot be dropped is logged and left. */
    private static void drop(Predicate<String> which) {
        String coordinator = address().orElseThrow();
        try (Connection connection = DriverManager.getConnection(coordinator);
                Statement statement = connection.createStatement()) {
            List<Thread> dropping = nodes(statement, "groupid >= 0").stream()
                    .map(node -> at(coordinator, node, database(coordinator)))
                    .map(node -> Thread.ofPlatform().start(() -> drop(node, which)))
                    .toList();
            for (Thread each : dropping) {
                each.join();
            }
        } catch (SQLException e) {
            System.err.println("the databases of the tests cannot be dropped: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drop(String node, Predicate<String> which) {
        try (Connection connection = DriverManager.getConnection(node);
                Statement statement = connection.createStatement()) {
            statement.execute("set citus.enable_create_database_propagation to off");
            List<String> names = new ArrayList<>();
            ResultSet databases = statement.executeQuery("select datname from pg_database");
            while (databases.next()) {
                names.add(databases.getString(1));
            }
            for (String name : names.stream().filter(which).toList()) {
                try {
                    statement.execute("drop database if exists " + name + " with (force)");
                } catch (SQLException e) {
                    System.err.println(name + " cannot be dropped on " + node + ": " + e.getMessage());
                }
            }
        } catch (SQLException e) {
            System.err.println("the databases of the tests cannot be dropped on " + node + ": " + e.getMessage());
        }
    }

    private static Optional<String> address() {
        return Optional.ofNullable(System.getenv(VARIABLE));
    }

    private static List<Node> nodes(Statement statement, String condition) throws SQLException {
        List<Node> nodes = new ArrayList<>();
        ResultSet found = statement.executeQuery("select nodename, nodeport from pg_dist_node where " + condition);
        while (found.next()) {
            nodes.add(new Node(found.getString(1), found.getInt(2)));
        }
        return nodes;
    }

    /** Returns a new, empty database over all nodes; skips the test where there is no cluster. */
    static synchronized String newDatabase() {
        assumeTrue(address().isPresent(), VARIABLE + " names no cluster");
        String coordinator = address().orElseThrow();
        Set<String> names = made;
        if (names == null) {
            dropLeftovers();
            names = new LinkedHashSet<>();
            made = names;
        }
        if (names.size() >= 2 * KEPT) {
            dropUnused(names);
        }
        String name = PREFIX + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        names.add(name);
        try (Connection connection = DriverManager.getConnection(coordinator);
                Statement statement = connection.createStatement()) {
            statement.execute("set citus.enable_create_database_propagation to on");
            statement.execute("create database " + name);
            statement.execute("alter database " + name + " set citus.shard_count = " + SHARDS);
            List<Node> workers = nodes(statement, "groupid > 0");
            Node itself = nodes(statement, "groupid = 0").getFirst();
            for (Node worker : workers) {
                run(at(coordinator, worker, name), "create extension if not exists citus");
            }
            List<String> setUp = new ArrayList<>();
            setUp.add("create extension if not exists citus");
            setUp.add("select citus_set_coordinator_host('" + itself.host() + "', " + itself.port() + ")");
            workers.forEach(
                    worker -> setUp.add("select citus_add_node('" + worker.host() + "', " + worker.port() + ")"));
            run(at(coordinator, itself, name), setUp.toArray(String[]::new));
            return at(coordinator, itself, name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the name of the database in the address. */
    private static String database(String address) {
        int query = address.indexOf('?');
        return address.substring(
                address.lastIndexOf('/', query < 0 ? address.length() : query) + 1,
                query < 0 ? address.length() : query);
    }

    private static String at(String address, Node node, String database) {
        int query = address.indexOf('?');
        return "jdbc:postgresql://" + node.host() + ":" + node.port() + "/" + database
                + (query < 0 ? "" : address.substring(query));
    }

    private static void run(String address, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
