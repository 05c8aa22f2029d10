// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.duration;
import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.integer;
import static io.parley.server.report.ReportColumn.text;
import static io.parley.server.report.ReportColumn.word;

import io.parley.core.filter.FilterSet;
import io.parley.core.words.Title;
import io.parley.store.Store;
import io.parley.store.query.FactRow;
import io.parley.store.query.SessionFacts;
import java.util.List;

/** Columns with data of a session, shared by several reports. */
final class SessionColumns {
    static final ReportColumn<FactRow> PROJECT = ReportColumn.project(SessionFacts.PROJECT_ID);
    static final ReportColumn<FactRow> CHANNEL_TYPE =
            text("channelType", "Channel type", "Тип канала", SessionFacts.CHANNEL_TYPE);
    static final ReportColumn<FactRow> CHANNEL_ID = text("botId", "Channel ID", "ID канала", SessionFacts.BOT_ID);
    static final ReportColumn<FactRow> CLIENT_ID = text("clientId", "Client ID", "ID клиента", SessionFacts.CLIENT_ID);
    static final ReportColumn<FactRow> CLIENT_NAME =
            text("clientName", "Client name", "Имя клиента", SessionFacts.CLIENT_NAME);
    static final ReportColumn<FactRow> SESSION_ID = text("sessionId", "Session ID", "ID сессии", SessionFacts.ID);
    static final ReportColumn<FactRow> START =
            instant("sessionStart", "Session start", "Начало сессии", SessionFacts.START);
    static final ReportColumn<FactRow> END = instant("sessionEnd", "Session end", "Конец сессии", SessionFacts.END);
    static final ReportColumn<FactRow> FIRST_PHRASE =
            text("firstPhrase", "First phrase", "Первая фраза", SessionFacts.FIRST_PHRASE);
    static final ReportColumn<FactRow> LAST_PHRASE =
            text("lastPhrase", "Last phrase", "Последняя фраза", SessionFacts.LAST_PHRASE);
    static final ReportColumn<FactRow> DURATION =
            duration("durationMs", "Duration", "Длительность", SessionFacts.DURATION);
    static final ReportColumn<FactRow> PHRASE_COUNT =
            integer("phraseCount", "Phrase count", "Количество фраз", SessionFacts.QUESTION_COUNT);
    static final ReportColumn<FactRow> LABELS =
            text("sessionLabels", "Session labels", "Метки сессии", SessionFacts.LABELS);
    static final ReportColumn<FactRow> RESULT =
            text("sessionResult", "Session result", "Результат сессии", SessionFacts.RESULT);
    static final ReportColumn<FactRow> TRANSFER = word(
            "transferToAgent",
            "Transfer to an agent",
            "Перевод на оператора",
            SessionFacts.TRANSFERRED,
            Words::yesOrNo);
    static final ReportColumn<FactRow> CALL_DIRECTION =
            word("callDirection", "Call direction", "Направление звонка", SessionFacts.CALL_INCOMING, Words::direction);
    static final ReportColumn<FactRow> CALL_CAMPAIGN =
            integer("callCampaignId", "Call campaign ID", "ID обзвона", SessionFacts.CALL_TASK_ID);

    private SessionColumns() {}

    /** Returns a column for each header of the sessions' data. */
    static List<ReportColumn<FactRow>> ofData(Store store, ReportRequest request, FilterSet wanted) {
        return store.conversations().dataHeaders(request.projects().keySet(), wanted).stream()
                .map(header -> ReportColumn.of(
                        "sessionData." + header,
                        ReportColumn.Kind.TEXT,
                        Title.of(header),
                        SessionFacts.DATA,
                        data -> data == null ? null : data.get(header)))
                .toList();
    }
}
