package io.parley.server.report;

import io.parley.server.ServerConfiguration;
import io.parley.store.Store;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the reports' parts together. */
@Configuration(proxyBeanMethods = false)
class Reports {
    /** Reports written at once; each keeps a core busy. */
    private static final int AT_ONCE = 2;

    @Bean
    static ReportFiles reportFiles(ServerConfiguration configuration) {
        return new ReportFiles(configuration.data().resolve("reports"));
    }

    @Bean
    static ReportWorker reportWorker(Store store, ReportFiles files, ServerConfiguration configuration) {
        return new ReportWorker(store, files, configuration.node(), AT_ONCE);
    }
}
