// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.server.ParleyProperties;
import io.parley.store.Store;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of background tasks. */
@Configuration(proxyBeanMethods = false)
class TaskConfiguration {
    /** Most tasks at a time on one server; each uses one core. */
    private static final int AT_ONCE = 2;

    @Bean
    static TaskFiles taskFiles(Store store, ParleyProperties configuration) {
        TaskFiles files = new TaskFiles(configuration.data().resolve("reports"), store.sharedTaskFiles());
        files.deleteOrphans(store.tasks()::withFiles);
        return files;
    }

    @Bean
    static TaskWorker taskWorker(Store store, TaskFiles files, List<TaskHandler> jobs, ParleyProperties configuration) {
        return new TaskWorker(store.tasks(), files, jobs, configuration.node(), AT_ONCE, store::isUnavailable);
    }

    @Bean
    static TaskPurger taskPurger(Store store, TaskFiles files, ParleyProperties configuration, Clock clock) {
        return new TaskPurger(store.tasks(), files, configuration.keepReports(), clock);
    }
}
