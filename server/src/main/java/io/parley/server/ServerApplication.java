package io.parley.server;

import io.parley.store.Store;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Puts the server together. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ServerApplication {

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    static Store store(ServerConfiguration configuration, Clock clock) {
        String shared = configuration.store();
        return shared == null
                ? Store.embedded(configuration.data(), clock)
                : Store.postgres(shared, clock);
    }
}
