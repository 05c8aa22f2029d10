// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import io.parley.store.Store;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;

/** Puts the server together. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ServerApplication {

    /**
     * The server around a store, yet to be run; it closes the store when it ends.
     *
     * @param store asked once, when it is known what the server consists of, and before any of it is made
     */
    public static SpringApplicationBuilder around(Supplier<Store> store) {
        return new SpringApplicationBuilder(ServerApplication.class)
                .initializers((GenericApplicationContext context) -> {
                    context.registerBean(Store.class, store);
                    // If there is no store, nothing else begins, and has to say why it ended.
                    context.addBeanFactoryPostProcessor(parts -> parts.getBean(Store.class));
                });
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
