// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Citus cluster that {@code PARLEY_TEST_CITUS_URL} names: the JDBC address of a database of its coordinator that knows the workers,
 * with a user who may make databases on all nodes.
 */
final class CitusCluster {
    static final String VARIABLE = "PARLEY_TEST_CITUS_URL";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    /** So many shards show what distribution does, and are made fast. */
    private static final int SHARDS = 4;

    private CitusCluster() {}

    private record Node(String host, int port) {}

    /** A new, empty database over all nodes; skips the test where there is no cluster. */
    static synchronized String newDatabase() {
        String address = System.getenv(VARIABLE);
        assumeTrue(address != null, VARIABLE + " names no cluster");
        String coordinator = Objects.requireNonNull(address);
        String name = "parley_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(coordinator);
                Statement statement = connection.createStatement()) {
            statement.execute("set citus.enable_create_database_propagation to on");
            statement.execute("create database " + name);
            statement.execute("alter database " + name + " set citus.shard_count = " + SHARDS);
            List<Node> workers = new ArrayList<>();
            ResultSet nodes = statement.executeQuery("select nodename, nodeport from pg_dist_node where groupid > 0");
            while (nodes.next()) {
                workers.add(new Node(nodes.getString(1), nodes.getInt(2)));
            }
            ResultSet here = statement.executeQuery("select nodename, nodeport from pg_dist_node where groupid = 0");
            here.next();
            Node itself = new Node(here.getString(1), here.getInt(2));
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
