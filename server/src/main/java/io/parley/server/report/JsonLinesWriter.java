// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.log.TextNormalizer;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writer of JSON Lines: one object a line with all columns, empty cells as null, several texts as an array. Texts are unchanged; times are UTC
 * in ISO 8601; durations are in ms.
 */
final class JsonLinesWriter implements RowWriter {
    /** Always three digits, as in the answers of the API, so that a program needs one pattern. */
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final JsonGenerator json;
    private List<Heading> columns = List.of();

    JsonLinesWriter(OutputStream out) {
        this.json =
                JsonFactory.builder().rootValueSeparator("").build().createGenerator(ObjectWriteContext.empty(), out);
    }

    @Override
    public void columns(List<Heading> columns) {
        this.columns = columns;
    }

    @Override
    public void row(List<@Nullable Object> values) {
        json.writeStartObject();
        for (int column = 0; column < values.size(); column++) {
            json.writeName(columns.get(column).key());
            cell(values.get(column));
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void cell(@Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Duration duration -> json.writeNumber(duration.toMillis());
            case Instant time -> json.writeString(MILLISECONDS.format(time));
            case List<?> texts -> {
                json.writeStartArray();
                texts.forEach(text -> json.writeString(TextNormalizer.storable(text.toString())));
                json.writeEndArray();
            }
            default -> json.writeString(TextNormalizer.storable(value.toString()));
        }
    }

    @Override
    public void close() {
        json.close();
    }
}
