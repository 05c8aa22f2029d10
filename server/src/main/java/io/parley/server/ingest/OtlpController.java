// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Piece;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.http.ConcurrencyLimit;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.http.RequestMemoryFilter;
import io.parley.server.ingest.IngestController.BatchAnswer;
import io.parley.server.otlp.ExportAnswer;
import io.parley.server.otlp.LoggedEvent;
import io.parley.server.otlp.OtlpReader;
import io.parley.server.otlp.Span;
import io.parley.server.otlp.SpanTranslator;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.account.Project;
import io.parley.store.quarantine.Quarantine;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Endpoints of OTLP over HTTP (opentelemetry-proto, docs/specification.md), and the one of Langfuse. An answer has the encoding of its
 * request and comes after the commit; an error is this server's JSON in either encoding.
 */
@RestController
class OtlpController {
    /** The source of a span in quarantine. */
    private static final String SOURCE = "otlp";
    /** Size of a piece besides its texts, in bytes. */
    private static final int PIECE = 300;

    private final Quarantine quarantine;
    private final IngestService ingestService;
    private final RequestBodyReader bodies;
    private final TimestampBounds times;
    private final Set<String> handoffTools;
    /** As for batches of records. */
    private final ConcurrencyLimit turns = new ConcurrencyLimit(4, 32, Duration.ofSeconds(10));

    OtlpController(
            Quarantine quarantine,
            IngestService ingestService,
            RequestBodyReader bodies,
            TimestampBounds times,
            OtlpSettings settings) {
        this.quarantine = quarantine;
        this.ingestService = ingestService;
        this.bodies = bodies;
        this.times = times;
        this.handoffTools =
                settings.handoffTools().stream().map(SpanTranslator::plain).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What the operator sets.
     *
     * @param handoffTools names of tools that hand the dialog to a human agent; case, {@code _}, {@code -} and spaces do not matter
     */
    @ConfigurationProperties("parley.otlp")
    record OtlpSettings(
            @DefaultValue({
                "transfer_to_human",
                "transfer_to_human_agent",
                "transfer_to_human_agents",
                "transfer_to_operator",
                "handoff_to_human",
                "hand_off_to_human",
                "escalate_to_human",
                "human_handoff"
            })
            List<String> handoffTools) {}

    @RequiresPermission(Permission.INGEST)
    @PostMapping({"/v1/traces", "/api/public/otel/v1/traces"})
    CompletableFuture<ResponseEntity<byte[]>> traces(Principal caller, HttpServletRequest request) {
        return take(
                caller,
                request,
                ExportAnswer.Signal.TRACES,
                (reader, body, lease, batch) -> reader.spans(body, lease, batch::add));
    }

    @RequiresPermission(Permission.INGEST)
    @PostMapping("/v1/logs")
    CompletableFuture<ResponseEntity<byte[]>> logs(Principal caller, HttpServletRequest request) {
        return take(
                caller,
                request,
                ExportAnswer.Signal.LOGS,
                (reader, body, lease, batch) -> reader.events(body, lease, batch::add));
    }

    /** Metrics mean nothing here. They are accepted, because exporters send them to the same address. */
    @RequiresPermission(Permission.INGEST)
    @PostMapping("/v1/metrics")
    ResponseEntity<byte[]> metrics(Principal caller, HttpServletRequest request) {
        project(caller, request);
        bodies.otlp(request);
        return ExportAnswer.of(ExportAnswer.Signal.METRICS, bodies.isProtobuf(request), 0, null);
    }

    /** Reads the items of a request. */
    private interface Export {
        void read(OtlpReader reader, byte[] body, MemoryBudget.Lease lease, Batch batch);
    }

    private static Project project(Principal caller, HttpServletRequest request) {
        return caller.project(
                new QueryParameters(request).text("projectShortName").orElse(null));
    }

    private CompletableFuture<ResponseEntity<byte[]>> take(
            Principal caller, HttpServletRequest request, ExportAnswer.Signal signal, Export export) {
        Project project = project(caller, request);
        byte[] body = bodies.otlp(request);
        boolean isProtobuf = bodies.isProtobuf(request);
        MemoryBudget.Lease lease = RequestMemoryFilter.of(request);
        try (BatchSubmitter portions = new BatchSubmitter(turns, ingestService, quarantine, project, SOURCE, lease);
                MemoryBudget.Lease reading = lease.another();
                MemoryBudget.Lease parsing = lease.another()) {
            SpanTranslator translator = new SpanTranslator(text -> parsed(text, parsing), times::within, handoffTools);
            export.read(OtlpReader.of(isProtobuf, bodies), body, reading, new Batch(project, translator, portions));
            return portions.end().thenApply(answer -> answer(signal, isProtobuf, answer));
        }
    }

    private static ResponseEntity<byte[]> answer(ExportAnswer.Signal signal, boolean isProtobuf, BatchAnswer answer) {
        return ExportAnswer.of(
                signal,
                isProtobuf,
                answer.refused(),
                answer.errors().isEmpty() ? null : answer.errors().getFirst().message());
    }

    /** Parses a text of an attribute; null when it is no JSON, or too large for it. */
    private @Nullable JsonNode parsed(String text, MemoryBudget.Lease lease) {
        try {
            return bodies.parse(text.getBytes(StandardCharsets.UTF_8), lease, 1, 1);
        } catch (ApiException refused) {
            if (refused.problem() == ErrorCode.OVERLOADED) {
                throw refused;
            }
            return null;
        }
    }

    /** The items of one request on their way to the log. */
    private final class Batch {
        private final SpanTranslator translator;
        private final BatchSubmitter portions;
        private final Function<Supplier<List<LogRecord>>, List<LogRecord>> admitted;
        private final Instant arrival = times.now();
        private int index;

        Batch(Project project, SpanTranslator translator, BatchSubmitter portions) {
            this.translator = translator;
            this.portions = portions;
            this.admitted = ingestService.admitting(project, Supplier::get);
        }

        void add(Span span) {
            add(() -> translator.pieces(span, arrival), span::description);
        }

        void add(LoggedEvent event) {
            add(() -> translator.pieces(event, arrival), event::description);
        }

        private void add(Supplier<List<Piece>> pieces, Supplier<String> description) {
            List<LogRecord> records;
            try {
                records = admitted.apply(() -> pieces.get().stream()
                        .<LogRecord>map(LogRecord.PieceReport::new)
                        .toList());
            } catch (ApiException refused) {
                if (refused.problem() == ErrorCode.OVERLOADED) {
                    throw refused;
                }
                String body = description.get();
                portions.add(
                        new BatchReader.Item(index++, 1, body.length(), List.of(), null, body, refused, List.of()));
                return;
            }
            if (!records.isEmpty()) {
                portions.add(new BatchReader.Item(index++, 1, size(records), records, null, null, null, List.of()));
            }
        }

        private static int size(List<LogRecord> records) {
            int size = 0;
            for (LogRecord record : records) {
                if (record instanceof LogRecord.PieceReport report) {
                    Piece piece = report.piece();
                    size += PIECE
                            + length(piece.text())
                            + length(piece.exception())
                            + length(
                                    piece.payload() == null
                                            ? null
                                            : piece.payload().text());
                }
            }
            return size;
        }

        private static int length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }
}
