// SPDX-License-Identifier: Apache-2.0
package io.parley.server.task;

import io.parley.server.ParleyProperties;
import io.parley.store.StoreHealth;
import io.parley.store.task.SharedTaskFiles;
import io.parley.store.task.TaskRepository;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of background tasks. */
@Configuration(proxyBeanMethods = false)
class TaskConfiguration {
    /** Most tasks at a time on one server; each uses one core. */
    private static final int AT_ONCE = 2;

    @Bean
    static TaskFiles taskFiles(
            Optional<SharedTaskFiles> sharedTaskFiles, TaskRepository tasks, ParleyProperties configuration) {
        TaskFiles files = new TaskFiles(configuration.data().resolve("reports"), sharedTaskFiles);
        files.deleteOrphans(tasks::withFiles);
        return files;
    }

    @Bean
    static TaskWorker taskWorker(
            TaskRepository tasks,
            StoreHealth health,
            TaskFiles files,
            TaskKinds kinds,
            ParleyProperties configuration) {
        return new TaskWorker(tasks, files, kinds, configuration.node(), AT_ONCE, health::isUnavailable);
    }

    @Bean
    static TaskPurger taskPurger(TaskRepository tasks, TaskFiles files, ParleyProperties configuration, Clock clock) {
        return new TaskPurger(tasks, files, configuration.keepReports(), clock);
    }
}
