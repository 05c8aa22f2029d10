package io.parley.server.report;

import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.text;

import io.parley.core.problem.Input;
import io.parley.store.Store;
import io.parley.store.query.MessageView;
import io.parley.store.query.ReactionView;
import io.parley.store.query.Reactions;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The report of clients' reactions to a bot's messages, one row each, the newest first. Its columns are our decision. */
final class ReactionReport implements ReportContent<ReactionView> {

    private static Reactions.Wanted wanted(Input body) {
        return new Reactions.Wanted(
                body.required("botId", "the id of a channel").notBlank(),
                body.optional("messageId", Input::text),
                body.optional("clientId", Input::text),
                body.optional("sessionId", Input::text),
                body.optional("messageTimeFrom", Input::instant),
                body.optional("messageTimeTo", Input::instant),
                body.optional("reactionTimeFrom", Input::instant),
                body.optional("reactionTimeTo", Input::instant));
    }

    @Override
    public void check(Input body) {
        wanted(body);
    }

    @Override
    public List<ReportColumn<ReactionView>> columns() {
        return List.of(
                ReportColumn.project(v -> v.reaction().projectId()),
                text("botId", "Channel ID", "ID канала", v -> v.reaction().botId()),
                text("clientId", "Client ID", "ID клиента", v -> v.reaction().clientId()),
                text("clientName", "Client name", "Имя клиента", v -> v.clientNames().display()),
                text("sessionId", "Session ID", "ID сессии", ReactionView::sessionId),
                text("messageId", "Message ID", "ID сообщения", v -> v.reaction().messageId()),
                instant("messageTime", "Message time", "Время сообщения", v -> of(v, m -> m.message().turn().time())),
                text("botMessage", "Bot message", "Ответ бота", v -> of(v, m -> m.message().turn().textAnswer())),
                text("reaction", "Reaction", "Реакция", v -> v.reaction().reaction()),
                instant("reactionTime", "Reaction time", "Время реакции", v -> v.reaction().at()));
    }

    private static <T> @Nullable T of(ReactionView reaction, Function<MessageView, @Nullable T> value) {
        MessageView message = reaction.message();
        return message == null ? null : value.apply(message);
    }

    @Override
    public long count(Store store, ReportRequest request) {
        return store.reactions().count(request.projects().keySet(), wanted(request.input()));
    }

    @Override
    public void stream(Store store, ReportRequest request, Consumer<List<ReactionView>> next) {
        store.reactions().stream(request.projects().keySet(), wanted(request.input()), next);
    }
}
