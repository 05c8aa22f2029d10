// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import io.parley.store.Store;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.ActivityQueries;
import io.parley.store.account.UserRepository;
import io.parley.store.edit.ClientBlockRepository;
import io.parley.store.edit.CommentRepository;
import io.parley.store.edit.Labelling;
import io.parley.store.engine.CancellationScopes;
import io.parley.store.experiment.ExperimentRepository;
import io.parley.store.filterset.FilterSetRepository;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.label.LabelCatalogue;
import io.parley.store.outcome.OutcomeCatalogue;
import io.parley.store.quarantine.Quarantine;
import io.parley.store.query.ConversationQueries;
import io.parley.store.query.DialogQueries;
import io.parley.store.query.FilterOptions;
import io.parley.store.query.FilterRanges;
import io.parley.store.query.ReactionQueries;
import io.parley.store.query.StateRouteQueries;
import io.parley.store.retention.CleanupService;
import io.parley.store.retention.DeletedDataPurge;
import io.parley.store.retention.ErasureService;
import io.parley.store.retention.PieceRetention;
import io.parley.store.stats.MetricQueries;
import io.parley.store.stats.StatisticQueries;
import io.parley.store.task.ScheduleRepository;
import io.parley.store.task.SharedTaskFiles;
import io.parley.store.task.TaskRepository;
import io.parley.store.task.WebhookOutbox;
import io.parley.store.task.WebhookRepository;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The roles of the store as beans. Classes of the server take the roles that they use, and none takes the {@link Store}
 * itself: it is a bean for its health, its size and its end.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    /** The store closes its log, after the beans that write to it. */
    @Bean(destroyMethod = "")
    static ConversationLog conversationLog(Store store) {
        return store.log();
    }

    @Bean
    static ConversationQueries conversationQueries(Store store) {
        return store.conversations();
    }

    @Bean
    static DialogQueries dialogQueries(Store store) {
        return store.dialogs();
    }

    @Bean
    static StateRouteQueries stateRouteQueries(Store store) {
        return store.stateRoutes();
    }

    @Bean
    static ReactionQueries reactionQueries(Store store) {
        return store.reactions();
    }

    @Bean
    static FilterOptions filterOptions(Store store) {
        return store.filterOptions();
    }

    @Bean
    static FilterRanges filterRanges(Store store) {
        return store.filterRanges();
    }

    @Bean
    static FilterSetRepository filterSetRepository(Store store) {
        return store.filterSets();
    }

    @Bean
    static StatisticQueries statisticQueries(Store store) {
        return store.statistics();
    }

    @Bean
    static MetricQueries metricQueries(Store store) {
        return store.metrics();
    }

    @Bean
    static ExperimentRepository experimentRepository(Store store) {
        return store.experiments();
    }

    @Bean
    static AccountRepository accountRepository(Store store) {
        return store.accounts();
    }

    @Bean
    static UserRepository userRepository(Store store) {
        return store.users();
    }

    @Bean
    static ActivityQueries activityQueries(Store store) {
        return store.activities();
    }

    @Bean
    static LabelCatalogue labelCatalogue(Store store) {
        return store.labels();
    }

    @Bean
    static Labelling messageLabelling(Store store) {
        return store.messageLabelling();
    }

    @Bean
    static Labelling sessionLabelling(Store store) {
        return store.sessionLabelling();
    }

    @Bean
    static CommentRepository commentRepository(Store store) {
        return store.comments();
    }

    @Bean
    static ClientBlockRepository clientBlockRepository(Store store) {
        return store.blocks();
    }

    @Bean
    static OutcomeCatalogue outcomeCatalogue(Store store) {
        return store.outcomes();
    }

    @Bean
    static TaskRepository taskRepository(Store store) {
        return store.tasks();
    }

    @Bean
    static ScheduleRepository scheduleRepository(Store store) {
        return store.schedules();
    }

    /** Returns null for a store of one process. */
    @Bean
    static @Nullable SharedTaskFiles sharedTaskFiles(Store store) {
        return store.sharedTaskFiles().orElse(null);
    }

    @Bean
    static WebhookRepository webhookRepository(Store store) {
        return store.webhooks();
    }

    @Bean
    static WebhookOutbox webhookOutbox(Store store) {
        return store.deliveries();
    }

    @Bean
    static Quarantine quarantine(Store store) {
        return store.quarantine();
    }

    @Bean
    static CleanupService cleanupService(Store store) {
        return store.cleanups();
    }

    @Bean
    static ErasureService erasureService(Store store) {
        return store.erasures();
    }

    @Bean
    static PieceRetention pieceRetention(Store store) {
        return store.pieces();
    }

    @Bean
    static DeletedDataPurge deletedDataPurge(Store store) {
        return store.deletedDataPurge();
    }

    @Bean
    static CancellationScopes cancellationScopes(Store store) {
        return store::openCancellationScope;
    }
}
