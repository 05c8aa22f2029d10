// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.text;

import io.parley.core.error.JsonInput;
import io.parley.store.query.MessageFields;
import io.parley.store.query.ProjectedField;
import io.parley.store.query.ProjectedRow;
import io.parley.store.query.ReactionFields;
import io.parley.store.query.ReactionQueries;
import io.parley.store.query.SessionFields;
import java.util.List;
import java.util.function.Consumer;

/** Report of clients' reactions to a bot's messages, one row each, the newest first. Its columns are our decision. */
final class ReactionReport implements ReportContent<ProjectedRow> {

    private static ReactionQueries.Wanted wanted(JsonInput body) {
        return new ReactionQueries.Wanted(
                body.required("botId", "the id of a channel").notBlank(),
                body.optional("messageId", JsonInput::text),
                body.optional("clientId", JsonInput::text),
                body.optional("sessionId", JsonInput::text),
                body.optional("messageTimeFrom", JsonInput::instant),
                body.optional("messageTimeTo", JsonInput::upperEnd),
                body.optional("reactionTimeFrom", JsonInput::instant),
                body.optional("reactionTimeTo", JsonInput::upperEnd));
    }

    @Override
    public void check(JsonInput body) {
        wanted(body);
    }

    @Override
    public List<ReportColumn<ProjectedRow>> columns() {
        return List.of(
                ReportColumn.project(ReactionFields.PROJECT_ID),
                text("botId", "Channel ID", "ID канала", ReactionFields.BOT_ID),
                text("clientId", "Client ID", "ID клиента", ReactionFields.CLIENT_ID),
                text("clientName", "Client name", "Имя клиента", SessionFields.CLIENT_NAME),
                text("sessionId", "Session ID", "ID сессии", ReactionFields.SESSION_ID),
                text("messageId", "Message ID", "ID сообщения", ReactionFields.MESSAGE_ID),
                instant("messageTime", "Message time", "Время сообщения", MessageFields.TIME),
                text("botMessage", "Bot message", "Ответ бота", MessageFields.TEXT_ANSWER),
                text("reaction", "Reaction", "Реакция", ReactionFields.REACTION),
                instant("reactionTime", "Reaction time", "Время реакции", ReactionFields.TIME));
    }

    @Override
    public long count(ReportQueries queries, ReportRequest request) {
        return queries.reactions().count(request.projects().keySet(), wanted(request.input()));
    }

    @Override
    public void stream(
            ReportQueries queries, ReportRequest request, List<ProjectedField<?>> facts, Consumer<ProjectedRow> next) {
        queries.reactions().stream(request.projects().keySet(), wanted(request.input()), facts, next);
    }
}
