package io.parley.server;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator sets.
 *
 * @param data folder for the embedded store and the reports
 * @param store JDBC address of a shared store; null for the embedded one
 * @param node this server's name among those on one store
 * @param keepReports how long reports stay after they were written
 */
@ConfigurationProperties("parley")
public record ServerConfiguration(Path data, @Nullable String store, String node, @DefaultValue("30d") Duration keepReports) {}
