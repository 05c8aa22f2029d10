// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.decimal;
import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.text;

import io.parley.core.error.JsonInput;
import io.parley.core.filter.Filter;
import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterReader;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.FilterType;
import io.parley.core.log.PhoneCall;
import io.parley.store.query.ProjectedField;
import io.parley.store.query.ProjectedRow;
import io.parley.store.query.SessionFields;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Report of telephone calls, with one row for each call, which is one session. */
final class CallReport implements ReportContent<ProjectedRow> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Limits the report to telephony, in addition to the filters of the request. */
    private static final Filter CALLS = FilterReader.read(new JsonInput(
                    "", checkbox(JSON.createObjectNode(), FilterKey.CHANNEL_TYPE, List.of(PhoneCall.CHANNEL_TYPE))))
            .filters()
            .getFirst();

    /**
     * Adds filters for channels and start times of calls to a body, from the contract's query parameters.
     *
     * @param body as it was sent; {@link #check} validates it afterwards
     * @param from earliest start of a call; null for no limit
     * @param to latest start of a call; null for no limit
     * @param bots ids of the channels; empty for all
     */
    static JsonInput narrowed(JsonInput body, @Nullable Instant from, @Nullable Instant to, List<String> bots) {
        ObjectNode narrowed = body.isNull()
                ? JSON.createObjectNode()
                : ((ObjectNode) body.object().node()).deepCopy();
        body.optional("filters", JsonInput::elements);
        if (from != null || to != null) {
            ObjectNode range = filters(narrowed)
                    .addObject()
                    .put("key", FilterKey.SESSION_START_TIME.name())
                    .put("type", FilterType.DATE_TIME_RANGE.name());
            if (from != null) {
                range.put("from", from.toString());
            }
            if (to != null) {
                range.put("to", to.toString());
            }
        }
        return new JsonInput("", bots.isEmpty() ? narrowed : checkbox(narrowed, FilterKey.BOT_ID, bots));
    }

    private static ObjectNode checkbox(ObjectNode body, FilterKey key, List<String> values) {
        ArrayNode options = filters(body)
                .addObject()
                .put("key", key.name())
                .put("type", FilterType.CHECKBOX.name())
                .putArray("options");
        values.forEach(options::add);
        return body;
    }

    private static ArrayNode filters(ObjectNode body) {
        return body.path("filters").isArray() ? (ArrayNode) body.get("filters") : body.putArray("filters");
    }

    private static FilterSet wanted(JsonInput body) {
        return FilterReader.read(body).and(CALLS);
    }

    @Override
    public void check(JsonInput body) {
        wanted(body);
    }

    @Override
    public List<ReportColumn<ProjectedRow>> columns() {
        return List.of(
                SessionColumns.PROJECT,
                SessionColumns.CHANNEL_ID,
                text("phoneNumber", "Phone number", "Номер телефона", SessionFields.CLIENT_ID),
                SessionColumns.SESSION_ID,
                SessionColumns.CALL_DIRECTION,
                instant("callStart", "Call start", "Начало звонка", SessionFields.START),
                instant("callEnd", "Call end", "Конец звонка", SessionFields.END),
                SessionColumns.DURATION,
                decimal("billedMinutes", "Billed, min", "Тарифицировано, мин", SessionFields.BILLED_MINUTES),
                SessionColumns.CALL_CAMPAIGN,
                text("callResult", "Call result", "Результат звонка", SessionFields.RESULT),
                text("recording", "Recording", "Запись", SessionFields.CALL_RECORDING),
                SessionColumns.PHRASE_COUNT,
                SessionColumns.LABELS);
    }

    @Override
    public List<ReportColumn<ProjectedRow>> moreColumns(ReportQueries queries, ReportRequest request) {
        return SessionColumns.ofData(queries, request, wanted(request.input()));
    }

    @Override
    public long count(ReportQueries queries, ReportRequest request) {
        return queries.conversations().countSessions(request.projects().keySet(), wanted(request.input()));
    }

    @Override
    public void stream(
            ReportQueries queries, ReportRequest request, List<ProjectedField<?>> facts, Consumer<ProjectedRow> next) {
        queries.conversations().streamSessions(request.projects().keySet(), wanted(request.input()), facts, next);
    }
}
