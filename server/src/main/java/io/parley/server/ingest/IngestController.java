// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.JsonInput;
import io.parley.core.log.LogRecord;
import io.parley.core.memory.MemoryBudget;
import io.parley.core.page.Page;
import io.parley.server.http.ConcurrencyLimit;
import io.parley.server.http.Pagination;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.http.RequestMemoryFilter;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.Store;
import io.parley.store.account.Project;
import io.parley.store.quarantine.QuarantinedRecord;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints of Parley's own ingest API: batches, with a result for each record, answered after the commit. */
@RestController
@RequestMapping("/api/v1/ingest")
class IngestController {
    private final Store store;
    private final IngestService ingestService;
    private final RequestBodyReader bodies;
    /** Parsing overlaps with the commits of other batches. */
    private final ConcurrencyLimit turns = new ConcurrencyLimit(4, 32, Duration.ofSeconds(10));

    private final CanonicalMessageReader canonical;
    private final PieceReader pieces;
    private final BatchReader statuses;
    private final BatchReader reactions;

    IngestController(Store store, IngestService ingestService, RequestBodyReader bodies, TimestampBounds times) {
        this.store = store;
        this.ingestService = ingestService;
        this.bodies = bodies;
        this.canonical = new CanonicalMessageReader(times);
        this.pieces = new PieceReader(times);
        this.statuses = new BatchReader(bodies, record -> List.of(canonical.readStatus(record)));
        this.reactions = new BatchReader(bodies, record -> List.of(canonical.readReaction(record)));
    }

    /**
     * Result of a batch.
     *
     * @param accepted records that changed something: new ones, later versions and parts of known ones
     * @param duplicates records that changed nothing: repeats, and versions older than what is there
     * @param refused records that could not be read; they are in quarantine
     * @param errors of the first {@value BatchSubmitter#MOST_ERRORS} of those
     * @param warnings of the first record that was accepted with members that mean nothing here; null where there is none
     */
    record BatchAnswer(
            int accepted,
            int duplicates,
            int refused,
            List<RecordError> errors,
            @Nullable List<UnknownMembers> warnings) {}

    /** @param line of the body on which the record begins, from 1 */
    record RecordError(int index, int line, @Nullable String questionId, String error, String message) {}

    /**
     * Members that mean nothing here, misspelt ones for instance.
     *
     * @param unknownMembers their paths in that record
     * @param records how many records of the batch have such members
     */
    record UnknownMembers(int index, int line, @Nullable String questionId, List<String> unknownMembers, int records) {}

    record QuarantineList(Pagination paging, List<QuarantinedRecord> records) {}

    @RequiresPermission(Permission.INGEST)
    @PostMapping("/messages")
    CompletableFuture<BatchAnswer> messages(Principal caller, HttpServletRequest request) {
        boolean merge = new QueryParameters(request).flag("merge");
        Function<JsonInput, List<LogRecord>> read =
                ingestService.admitting(project(caller, request), record -> canonical.read(record, merge));
        return take(caller, request, new BatchReader(bodies, read::apply), "messages");
    }

    @RequiresPermission(Permission.INGEST)
    @PostMapping("/pieces")
    CompletableFuture<BatchAnswer> pieces(Principal caller, HttpServletRequest request) {
        Function<JsonInput, List<LogRecord>> read =
                ingestService.admitting(project(caller, request), record -> List.of(pieces.read(record)));
        return take(caller, request, new BatchReader(bodies, read::apply), "pieces");
    }

    @RequiresPermission(Permission.INGEST)
    @PostMapping("/statuses")
    CompletableFuture<BatchAnswer> statuses(Principal caller, HttpServletRequest request) {
        return take(caller, request, statuses, "statuses");
    }

    @RequiresPermission(Permission.INGEST)
    @PostMapping("/reactions")
    CompletableFuture<BatchAnswer> reactions(Principal caller, HttpServletRequest request) {
        return take(caller, request, reactions, "reactions");
    }

    @RequiresPermission(Permission.OPERATE)
    @GetMapping("/quarantine")
    QuarantineList quarantine(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        Project project = caller.project(query.text("projectShortName").orElse(null));
        Page<QuarantinedRecord> page = store.quarantine().list(project.id(), query.page());
        return new QuarantineList(Pagination.of(page), page.rows());
    }

    private static Project project(Principal caller, HttpServletRequest request) {
        return caller.project(
                new QueryParameters(request).text("projectShortName").orElse(null));
    }

    private CompletableFuture<BatchAnswer> take(
            Principal caller, HttpServletRequest request, BatchReader reader, String source) {
        Project project = project(caller, request);
        MemoryBudget.Lease lease = RequestMemoryFilter.of(request);
        try (InputStream body = bodies.batch(request);
                BatchSubmitter portions =
                        new BatchSubmitter(turns, ingestService, store.quarantine(), project, source, lease);
                MemoryBudget.Lease reading = lease.another()) {
            if (bodies.isJsonLines(request)) {
                reader.lines(body, reading, portions::add);
            } else {
                reader.array(body, reading, portions::add);
            }
            return portions.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
