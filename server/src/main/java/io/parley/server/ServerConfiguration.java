package io.parley.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.jspecify.annotations.Nullable;
import java.nio.file.Path;

/**
 * What the operator sets.
 *
 * @param data folder for the embedded store and the reports
 * @param store JDBC address of a shared store; null for the embedded one
 * @param node this server's name among those on one store
 */
@ConfigurationProperties("parley")
public record ServerConfiguration(Path data, @Nullable String store, String node) {}
