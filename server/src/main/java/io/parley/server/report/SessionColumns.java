package io.parley.server.report;

import static io.parley.server.report.ReportColumn.duration;
import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.integer;
import static io.parley.server.report.ReportColumn.text;
import static io.parley.server.report.ReportColumn.word;

import io.parley.core.filter.FilterSet;
import io.parley.core.log.Stamped;
import io.parley.core.words.Title;
import io.parley.store.Store;
import io.parley.store.query.SessionView;
import java.util.List;

/** What reports tell of a session: each column once, for whichever report has it. */
final class SessionColumns {
    static final ReportColumn<SessionView> PROJECT = ReportColumn.project(v -> v.session().projectId());
    static final ReportColumn<SessionView> CHANNEL_TYPE =
            text("channelType", "Channel type", "Тип канала", v -> v.session().channelType());
    static final ReportColumn<SessionView> CHANNEL_ID =
            text("botId", "Channel ID", "ID канала", v -> v.session().botId());
    static final ReportColumn<SessionView> CLIENT_ID =
            text("clientId", "Client ID", "ID клиента", v -> v.session().clientId());
    static final ReportColumn<SessionView> CLIENT_NAME =
            text("clientName", "Client name", "Имя клиента", v -> v.clientNames().display());
    static final ReportColumn<SessionView> SESSION_ID =
            text("sessionId", "Session ID", "ID сессии", v -> v.session().sessionId());
    static final ReportColumn<SessionView> START =
            instant("sessionStart", "Session start", "Начало сессии", v -> v.session().start());
    static final ReportColumn<SessionView> END =
            instant("sessionEnd", "Session end", "Конец сессии", v -> v.session().end());
    static final ReportColumn<SessionView> FIRST_PHRASE =
            text("firstPhrase", "First phrase", "Первая фраза", v -> Stamped.valueOf(v.session().firstQuestion()));
    static final ReportColumn<SessionView> LAST_PHRASE =
            text("lastPhrase", "Last phrase", "Последняя фраза", v -> Stamped.valueOf(v.session().lastQuestion()));
    static final ReportColumn<SessionView> DURATION =
            duration("durationMs", "Duration", "Длительность", v -> v.session().duration());
    static final ReportColumn<SessionView> PHRASE_COUNT =
            integer("phraseCount", "Phrase count", "Количество фраз", v -> v.session().questionCount());
    static final ReportColumn<SessionView> LABELS =
            text("sessionLabels", "Session labels", "Метки сессии", v -> Words.names(v.labels()));
    static final ReportColumn<SessionView> RESULT =
            text("sessionResult", "Session result", "Результат сессии", v -> Stamped.valueOf(v.session().result()));
    static final ReportColumn<SessionView> TRANSFER = word(
            "transferToAgent", "Transfer to an agent", "Перевод на оператора", v -> Words.yesOrNo(v.transferred()));
    static final ReportColumn<SessionView> CALL_DIRECTION = word(
            "callDirection", "Call direction", "Направление звонка", v -> Words.direction(v.session().call().incoming()));
    static final ReportColumn<SessionView> CALL_CAMPAIGN =
            integer("callCampaignId", "Call campaign ID", "ID обзвона", v -> v.session().call().taskId());

    private SessionColumns() {}

    /** A column for each header of data that the sessions have. */
    static List<ReportColumn<SessionView>> ofData(Store store, ReportRequest request, FilterSet wanted) {
        return store.conversations().dataHeaders(request.projects().keySet(), wanted).stream()
                .map(header -> new ReportColumn<SessionView>(
                        "sessionData." + header,
                        ReportColumn.Kind.TEXT,
                        Title.of(header),
                        (view, of) -> view.data().get(header)))
                .toList();
    }
}
