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

/** Spring application of the server. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ServerApplication {

    /**
     * Returns a server for a store, not yet started; it closes the store when it ends.
     *
     * @param store called once, after the bean definitions are read and before any bean is created
     */
    public static SpringApplicationBuilder around(Supplier<Store> store) {
        return new SpringApplicationBuilder(ServerApplication.class)
                .initializers((GenericApplicationContext context) -> {
                    context.registerBean(Store.class, store);
                    // Without a store no other bean is created, so that none has to be closed.
                    context.addBeanFactoryPostProcessor(parts -> parts.getBean(Store.class));
                });
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
