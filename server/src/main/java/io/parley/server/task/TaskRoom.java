// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.server.ServerConfiguration;
import io.parley.store.Store;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of background tasks. */
@Configuration(proxyBeanMethods = false)
class TaskRoom {
    /** Most tasks at a time on one server; each uses one core. */
    private static final int AT_ONCE = 2;

    @Bean
    static TaskFiles taskFiles(Store store, ServerConfiguration configuration) {
        return new TaskFiles(configuration.data().resolve("reports"), store.sharedFiles());
    }

    @Bean
    static TaskWorker taskWorker(Store store, TaskFiles files, List<Job> jobs, ServerConfiguration configuration) {
        return new TaskWorker(store.tasks(), files, jobs, configuration.node(), AT_ONCE, store::isAway);
    }

    @Bean
    static Upkeep taskUpkeep(Store store, TaskFiles files, ServerConfiguration configuration, Clock clock) {
        return new Upkeep(store.tasks(), files, configuration.keepReports(), clock);
    }
}
