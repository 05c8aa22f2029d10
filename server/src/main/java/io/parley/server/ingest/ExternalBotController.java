// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Origin;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.http.RequestMemoryFilter;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.Channel;
import io.parley.store.account.Project;
import io.parley.store.edit.ClientBlockRepository;
import io.parley.store.quarantine.Quarantine;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Endpoints of the vendor's server that JAICF bots call, so that an unmodified bot works with Parley alone. A filter
 * has removed the token from the path.
 */
@RestController
@RequestMapping("/restapi/external-bot")
class ExternalBotController {
    private static final Map<String, Object> DONE = Map.of();

    private final AccountRepository accounts;
    private final ClientBlockRepository blocks;
    private final Quarantine quarantine;
    private final IngestService ingestService;
    private final RequestBodyReader bodies;
    private final TimestampBounds times;

    ExternalBotController(
            AccountRepository accounts,
            ClientBlockRepository blocks,
            Quarantine quarantine,
            IngestService ingestService,
            RequestBodyReader bodies,
            TimestampBounds times) {
        this.accounts = accounts;
        this.blocks = blocks;
        this.quarantine = quarantine;
        this.ingestService = ingestService;
        this.bodies = bodies;
        this.times = times;
    }

    /**
     * Channel in the wire format of JAICF, which requires every member.
     *
     * @param channel the bot's id
     * @param channelType upper case, as the vendor's server returns it
     */
    record ChannelConfig(
            String channel,
            String accountId,
            String channelType,
            @JsonAlways @Nullable String liveChatId,
            String botToken,
            boolean fromYml,
            Map<String, Object> customParameters,
            boolean proxyMode,
            @JsonAlways @Nullable String proxyWebhookUrl,
            boolean tariffBlocked,
            int phraseCount,
            int knowledgeBasePhraseCount,
            @JsonAlways @Nullable String externalBotToken) {

        static ChannelConfig of(Channel channel, Project project) {
            return new ChannelConfig(
                    channel.botId(),
                    Long.toString(project.accountId()),
                    channel.channelType().toUpperCase(Locale.ROOT),
                    null,
                    "",
                    false,
                    Map.of(),
                    false,
                    null,
                    false,
                    0,
                    0,
                    null);
        }
    }

    @RequiresPermission(Permission.INGEST)
    @GetMapping("/channels")
    List<ChannelConfig> channels(Principal caller) {
        Project project = caller.project(null);
        return accounts.channels(project.id()).stream()
                .map(channel -> ChannelConfig.of(channel, project))
                .toList();
    }

    /**
     * State of a client: whether it is blocked (our addition). An unknown client is not.
     *
     * @param blockedBy id of the user who blocked the client, as the caller sent it
     */
    record ClientState(
            String clientId,
            boolean isBlocked,
            @Nullable String blockReason,
            @Nullable Long blockedBy,
            @Nullable Instant blockDate) {}

    @RequiresPermission(Permission.INGEST)
    @GetMapping("/clients/{clientId}")
    ClientState client(Principal caller, @PathVariable String clientId, HttpServletRequest request) {
        return client(caller, clientId, new QueryParameters(request));
    }

    /** By a parameter, for ids that no path can hold: {@code ..} for instance. */
    @RequiresPermission(Permission.INGEST)
    @GetMapping("/clients")
    ClientState client(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        return client(caller, query.required("clientId", "the id of a client"), query);
    }

    private ClientState client(Principal caller, String clientId, QueryParameters query) {
        Project project = caller.project(null);
        String botId = query.text("botId").orElse(null);
        String plainId = accounts.channels(project.id()).stream()
                .filter(channel -> botId == null || channel.botId().equals(botId))
                .map(channel -> Origin.plainClientId(clientId, channel.botId(), channel.channelType()))
                .filter(plain -> !plain.equals(clientId))
                .findFirst()
                .orElse(clientId);
        return blocks.ofClient(project.id(), plainId, botId).stream()
                .findFirst()
                .map(block -> new ClientState(plainId, true, block.reason(), block.by(), block.at()))
                .orElse(new ClientState(plainId, false, null, null, null));
    }

    /** Ingests one exchange. The bot does not retry after an error, so an invalid log is kept in quarantine. */
    @RequiresPermission(Permission.INGEST)
    @PostMapping("/processLogs")
    CompletableFuture<Map<String, Object>> processLogs(Principal caller, HttpServletRequest request) {
        long projectId = caller.project(null).id();
        return take(caller, "processLogs", request, body -> {
            List<ApiException> odd = new ArrayList<>();
            LogRecord.Message message = JaicfLogReader.read(body, times, odd::add);
            accounts.admission(projectId).admit(message.origin().botId());
            if (!odd.isEmpty()) {
                // The message is kept without them; somebody should know.
                quarantine.keep(projectId, "processLogs", body.node().toString(), odd.getFirst());
            }
            return message;
        });
    }

    @RequiresPermission(Permission.INGEST)
    @PostMapping("/initLiveChatSwitch")
    CompletableFuture<Map<String, Object>> initLiveChatSwitch(Principal caller, HttpServletRequest request) {
        return take(caller, "initLiveChatSwitch", request, body -> JaicfLogReader.readTransfer(body, times));
    }

    private CompletableFuture<Map<String, Object>> take(
            Principal caller, String source, HttpServletRequest request, Function<JsonInput, LogRecord> read) {
        byte[] body = bodies.record(request);
        Project project = caller.project(null);
        // Held until the commit, which may come after the request has timed out.
        MemoryBudget.Lease queued = RequestMemoryFilter.of(request).another();
        queued.grow(BatchSubmitter.cost(body.length));
        try {
            return take(project, source, body, request, read).whenComplete((done, failure) -> queued.close());
        } catch (RuntimeException e) {
            queued.close();
            throw e;
        }
    }

    private CompletableFuture<Map<String, Object>> take(
            Project project,
            String source,
            byte[] body,
            HttpServletRequest request,
            Function<JsonInput, LogRecord> read) {
        LogRecord record;
        try {
            record = read.apply(new JsonInput("", bodies.parse(body, RequestMemoryFilter.of(request))));
        } catch (ApiException refused) {
            if (refused.problem() == ErrorCode.OVERLOADED) {
                throw refused;
            }
            quarantine.keep(project.id(), source, new String(body, StandardCharsets.UTF_8), refused);
            throw refused;
        }
        return ingestService.append(project, List.of(List.of(record))).thenApply(fresh -> DONE);
    }
}
