package io.parley.server.report;

import io.parley.core.filter.FilterSet;
import io.parley.server.task.Job;
import io.parley.server.task.Progress;
import io.parley.store.Store;
import io.parley.store.query.MessageView;
import io.parley.store.task.Task;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes reports. */
@Component
final class ReportJob implements Job {
    static final String MESSAGES = "MESSAGES";
    static final Set<String> KINDS = Set.of(MESSAGES);

    private final Store store;

    ReportJob(Store store) {
        this.store = store;
    }

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public long perform(Task task, Path file, Progress progress) throws IOException {
        ReportRequest request = ReportRequest.fromJson(task.request());
        ReportSettings settings = request.settings();
        FilterSet wanted = request.filters();
        progress.total(store.conversations().countMessages(request.projects().keySet(), wanted));
        List<ReportColumn<MessageView>> columns =
                MessageReport.columns(request.projects(), wanted.customFields(), request.language());
        long[] rows = {0};
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                SheetWriter sheet = writer(out, settings, request)) {
            if (settings.withHeader()) {
                sheet.header(columns.stream()
                        .map(column -> column.title().in(request.language()))
                        .toList());
            }
            store.conversations().streamMessages(request.projects().keySet(), wanted, messages -> {
                messages.forEach(message -> writeRow(sheet, columns, message));
                rows[0] += messages.size();
                progress.done(messages.size());
            });
        }
        return rows[0];
    }

    private static SheetWriter writer(OutputStream out, ReportSettings settings, ReportRequest request) {
        return switch (settings.fileType()) {
            case XLSX -> new XlsxWriter(out, settings, request.zone());
            case CSV -> new CsvFile(out, settings, request.zone());
        };
    }

    private static <R> void writeRow(SheetWriter sheet, List<ReportColumn<R>> columns, R row) {
        try {
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (ReportColumn<R> column : columns) {
                values.add(column.value().apply(row));
            }
            sheet.row(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
