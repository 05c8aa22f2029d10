// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import static io.parley.store.table.ClientBlockPeriodTable.BLOCK_SPAN;
import static io.parley.store.table.ClientBlockTable.CLIENT_BLOCK;
import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static org.jooq.impl.DSL.noCondition;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.log.ClientRow;
import io.parley.core.log.Pseudonyms;
import io.parley.store.engine.Engine;
import io.parley.store.ingest.BulkInsert;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.table.ClientBlock;
import io.parley.store.table.ClientBlockPeriod;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowReader;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The current and past blocks of clients. Messages of a blocked client are stored, with a flag that follows from their
 * time. The bot must ask whether a client is blocked, and not answer.
 */
public final class ClientBlockRepository {
    private final Engine engine;
    private final ConversationLog log;
    private final Clock clock;

    public ClientBlockRepository(Engine engine, ConversationLog log, Clock clock) {
        this.engine = engine;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Blocks a client, known or not. For a blocked client, it replaces the reason.
     *
     * @param by id of the blocking person
     */
    public void block(long projectId, String botId, String clientId, @Nullable String reason, @Nullable Long by) {
        ClientBlock block = new ClientBlock(
                projectId,
                engine.keys().client(projectId, botId, clientId),
                botId,
                clientId,
                reason,
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        log.edit(sql -> {
            requireOwnKey(sql, block);
            boolean isNew = sql.deleteFrom(CLIENT_BLOCK.table())
                            .where(is(projectId, block.clientKey()))
                            .execute()
                    == 0;
            BulkInsert.append(engine, sql, CLIENT_BLOCK, List.of(block));
            if (isNew) {
                ClientBlockPeriod span = new ClientBlockPeriod(projectId, block.clientKey(), block.at(), null);
                BulkInsert.append(engine, sql, BLOCK_SPAN, List.of(span));
                mark(sql, span.projectId(), span.clientKey(), span.begunAt(), true);
            }
            return block;
        });
    }

    /** Unblocks a client; one that is not blocked is no error. */
    public void unblock(long projectId, String botId, String clientId) {
        long key = engine.keys().client(projectId, botId, clientId);
        log.edit(sql -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Condition theirs =
                    is(projectId, key).and(CLIENT_BLOCK.botId.eq(botId)).and(CLIENT_BLOCK.clientId.eq(clientId));
            if (sql.deleteFrom(CLIENT_BLOCK.table()).where(theirs).execute() > 0) {
                sql.update(BLOCK_SPAN.table())
                        .set(BLOCK_SPAN.endedAt, now)
                        .where(
                                BLOCK_SPAN.projectId.eq(projectId),
                                BLOCK_SPAN.clientKey.eq(key),
                                BLOCK_SPAN.endedAt.isNull())
                        .execute();
                mark(sql, projectId, key, now, false);
            }
            return key;
        });
    }

    /** Another client may have this one's key. */
    private void requireOwnKey(DSLContext sql, ClientBlock block) {
        RowKey key = new RowKey(block.projectId(), block.clientKey());
        RowReader rows = new RowReader(engine, sql);
        boolean isTheirs = rows.withKeys(CLIENT, CLIENT.clientKey, List.of(key)).stream()
                        .allMatch(client -> client.botId().equals(block.botId())
                                && Pseudonyms.isOrHides(client.clientId(), block.clientId(), key.key()))
                && rows.withKeys(CLIENT_BLOCK, CLIENT_BLOCK.clientKey, List.of(key)).stream()
                        .allMatch(other -> other.botId().equals(block.botId())
                                && other.clientId().equals(block.clientId()));
        if (!isTheirs) {
            throw ApiException.because(
                    ErrorCode.NAME_TAKEN,
                    "the client's id has the same 64-bit key as that of another client of the project");
        }
    }

    /**
     * Updates the flag of messages that are stored already with a time from that instant on, because the bot's clock is
     * ahead of ours.
     */
    private static void mark(DSLContext sql, long projectId, long clientKey, Instant from, boolean blocked) {
        sql.update(MESSAGE.table())
                .set(MESSAGE.blocked, blocked)
                .where(MESSAGE.projectId.eq(projectId), MESSAGE.clientKey.eq(clientKey), MESSAGE.time.ge(from))
                .execute();
    }

    /** The blocks of those of these clients who are blocked. */
    public Map<ClientRow, ClientBlock> among(Collection<ClientRow> clients) {
        if (clients.isEmpty()) {
            return Map.of();
        }
        Map<RowKey, ClientBlock> blocks = engine
                .sql()
                .select(CLIENT_BLOCK.fields())
                .from(CLIENT_BLOCK.table())
                .where(RowKey.isOneOf(
                        engine,
                        CLIENT_BLOCK,
                        CLIENT_BLOCK.clientKey,
                        clients.stream().map(RowKey::of).toList()))
                .fetch(CLIENT_BLOCK::read)
                .stream()
                .collect(Collectors.toMap(
                        block -> new RowKey(block.projectId(), block.clientKey()), Function.identity()));
        Map<ClientRow, ClientBlock> ofClients = new HashMap<>();
        for (ClientRow client : clients) {
            ClientBlock block = blocks.get(RowKey.of(client));
            if (block != null) {
                ofClients.put(client, block);
            }
        }
        return ofClients;
    }

    /**
     * Returns the blocks of clients of that id in a project, the newest first.
     *
     * @param botId null for clients of any bot
     */
    public List<ClientBlock> ofClient(long projectId, String clientId, @Nullable String botId) {
        return engine
                .sql()
                .select(CLIENT_BLOCK.fields())
                .from(CLIENT_BLOCK.table())
                .where(
                        CLIENT_BLOCK.projectId.eq(projectId),
                        CLIENT_BLOCK.clientId.eq(clientId),
                        botId == null ? noCondition() : CLIENT_BLOCK.botId.eq(botId))
                .fetch(CLIENT_BLOCK::read)
                .stream()
                .sorted(Comparator.comparing(ClientBlock::at).reversed())
                .toList();
    }

    private static Condition is(long projectId, long clientKey) {
        return CLIENT_BLOCK.projectId.eq(projectId).and(CLIENT_BLOCK.clientKey.eq(clientKey));
    }
}
