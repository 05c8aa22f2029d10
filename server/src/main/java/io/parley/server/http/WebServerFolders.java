// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.server.ParleyProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The folders that Tomcat wants, below the data folder. By default Spring creates new ones in the system's temporary
 * folder at each start, which stay there when the process is killed. No file is served from them.
 */
@Configuration(proxyBeanMethods = false)
public class WebServerFolders {
    /** Folder below the data folder, which a start empties. */
    public static final String NAME = "parley.tmp";

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> foldersInTheDataFolder(
            ParleyProperties configuration) {
        return factory -> {
            Path folder = configuration.data().toAbsolutePath().resolve(NAME);
            try {
                factory.setBaseDirectory(
                        Files.createDirectories(folder.resolve("tomcat")).toFile());
                factory.setDocumentRoot(
                        Files.createDirectories(folder.resolve("documents")).toFile());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot create folders in " + folder, e);
            }
        };
    }
}
