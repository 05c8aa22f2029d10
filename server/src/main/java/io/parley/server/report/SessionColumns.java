// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.duration;
import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.integer;
import static io.parley.server.report.ReportColumn.labels;
import static io.parley.server.report.ReportColumn.text;
import static io.parley.server.report.ReportColumn.word;

import io.parley.core.filter.FilterSet;
import io.parley.core.i18n.LocalizedText;
import io.parley.store.query.ProjectedRow;
import io.parley.store.query.SessionFields;
import java.util.List;

/** Columns with data of a session, shared by several reports. */
final class SessionColumns {
    static final ReportColumn<ProjectedRow> PROJECT = ReportColumn.project(SessionFields.PROJECT_ID);
    static final ReportColumn<ProjectedRow> CHANNEL_TYPE =
            text("channelType", "Channel type", "Тип канала", SessionFields.CHANNEL_TYPE);
    static final ReportColumn<ProjectedRow> CHANNEL_ID = text("botId", "Channel ID", "ID канала", SessionFields.BOT_ID);
    static final ReportColumn<ProjectedRow> CLIENT_ID =
            text("clientId", "Client ID", "ID клиента", SessionFields.CLIENT_ID);
    static final ReportColumn<ProjectedRow> CLIENT_NAME =
            text("clientName", "Client name", "Имя клиента", SessionFields.CLIENT_NAME);
    static final ReportColumn<ProjectedRow> SESSION_ID = text("sessionId", "Session ID", "ID сессии", SessionFields.ID);
    static final ReportColumn<ProjectedRow> START =
            instant("sessionStart", "Session start", "Начало сессии", SessionFields.START);
    static final ReportColumn<ProjectedRow> END =
            instant("sessionEnd", "Session end", "Конец сессии", SessionFields.END);
    static final ReportColumn<ProjectedRow> FIRST_PHRASE =
            text("firstPhrase", "First phrase", "Первая фраза", SessionFields.FIRST_PHRASE);
    static final ReportColumn<ProjectedRow> LAST_PHRASE =
            text("lastPhrase", "Last phrase", "Последняя фраза", SessionFields.LAST_PHRASE);
    static final ReportColumn<ProjectedRow> DURATION =
            duration("durationMs", "Duration", "Длительность", SessionFields.DURATION);
    static final ReportColumn<ProjectedRow> PHRASE_COUNT =
            integer("phraseCount", "Phrase count", "Количество фраз", SessionFields.QUESTION_COUNT);
    static final ReportColumn<ProjectedRow> LABELS =
            labels("sessionLabels", "Session labels", "Метки сессии", SessionFields.LABELS);
    static final ReportColumn<ProjectedRow> RESULT =
            text("sessionResult", "Session result", "Результат сессии", SessionFields.RESULT);
    static final ReportColumn<ProjectedRow> TRANSFER = word(
            "transferToAgent",
            "Transfer to an agent",
            "Перевод на оператора",
            SessionFields.TRANSFERRED,
            CellWords::yesOrNo);
    static final ReportColumn<ProjectedRow> CALL_DIRECTION = word(
            "callDirection", "Call direction", "Направление звонка", SessionFields.CALL_INCOMING, CellWords::direction);
    static final ReportColumn<ProjectedRow> CALL_CAMPAIGN =
            integer("callCampaignId", "Call campaign ID", "ID обзвона", SessionFields.CALL_TASK_ID);

    private SessionColumns() {}

    /** Returns a column for each header of the sessions' data. */
    static List<ReportColumn<ProjectedRow>> ofData(ReportQueries queries, ReportRequest request, FilterSet wanted) {
        return queries.conversations().dataHeaders(request.projects().keySet(), wanted).stream()
                .map(header -> ReportColumn.of(
                        "sessionData." + header,
                        ReportColumn.Kind.TEXT,
                        LocalizedText.of(header),
                        SessionFields.DATA,
                        data -> data == null ? null : data.get(header)))
                .toList();
    }
}
