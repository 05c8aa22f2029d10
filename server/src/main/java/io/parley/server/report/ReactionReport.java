// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.text;

import io.parley.core.problem.Input;
import io.parley.store.Store;
import io.parley.store.query.Fact;
import io.parley.store.query.FactRow;
import io.parley.store.query.MessageFacts;
import io.parley.store.query.ReactionFacts;
import io.parley.store.query.Reactions;
import io.parley.store.query.SessionFacts;
import java.util.List;
import java.util.function.Consumer;

/** Report of clients' reactions to a bot's messages, one row each, the newest first. Its columns are our decision. */
final class ReactionReport implements ReportContent<FactRow> {

    private static Reactions.Wanted wanted(Input body) {
        return new Reactions.Wanted(
                body.required("botId", "the id of a channel").notBlank(),
                body.optional("messageId", Input::text),
                body.optional("clientId", Input::text),
                body.optional("sessionId", Input::text),
                body.optional("messageTimeFrom", Input::instant),
                body.optional("messageTimeTo", Input::upperEnd),
                body.optional("reactionTimeFrom", Input::instant),
                body.optional("reactionTimeTo", Input::upperEnd));
    }

    @Override
    public void check(Input body) {
        wanted(body);
    }

    @Override
    public List<ReportColumn<FactRow>> columns() {
        return List.of(
                ReportColumn.project(ReactionFacts.PROJECT_ID),
                text("botId", "Channel ID", "ID канала", ReactionFacts.BOT_ID),
                text("clientId", "Client ID", "ID клиента", ReactionFacts.CLIENT_ID),
                text("clientName", "Client name", "Имя клиента", SessionFacts.CLIENT_NAME),
                text("sessionId", "Session ID", "ID сессии", ReactionFacts.SESSION_ID),
                text("messageId", "Message ID", "ID сообщения", ReactionFacts.MESSAGE_ID),
                instant("messageTime", "Message time", "Время сообщения", MessageFacts.TIME),
                text("botMessage", "Bot message", "Ответ бота", MessageFacts.TEXT_ANSWER),
                text("reaction", "Reaction", "Реакция", ReactionFacts.REACTION),
                instant("reactionTime", "Reaction time", "Время реакции", ReactionFacts.TIME));
    }

    @Override
    public long count(Store store, ReportRequest request) {
        return store.reactions().count(request.projects().keySet(), wanted(request.input()));
    }

    @Override
    public void stream(Store store, ReportRequest request, List<Fact<?>> facts, Consumer<FactRow> next) {
        store.reactions().stream(request.projects().keySet(), wanted(request.input()), facts, next);
    }
}
