// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.MessageRow;
import io.parley.core.log.Usage;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;

/** Models or tools of messages, for filters. The message has the same names in columns of its own. */
public final class UsageNameTable extends RowTable<UsageName> {
    public static final UsageNameTable MESSAGE_MODEL = new UsageNameTable("message_model", Usage::models);
    public static final UsageNameTable MESSAGE_TOOL = new UsageNameTable("message_tool", Usage::tools);

    private final Field<Long> projectId = number("project_id", UsageName::projectId);
    private final Field<Long> clientKey = number("client_key", UsageName::clientKey);
    public final Field<Long> messageKey = number("message_key", UsageName::messageKey);
    private final Field<String> usedName = text("name", UsageName::name);
    private final Function<Usage, List<String>> names;

    private UsageNameTable(String name, Function<Usage, List<String>> names) {
        super(name);
        this.names = names;
    }

    /** Whether a message has rows here. */
    public boolean hasRowsOf(MessageRow message) {
        return !names.apply(message.turn().usage()).isEmpty();
    }

    /** The rows of a message. */
    public Stream<UsageName> rowsOf(MessageRow message) {
        return names.apply(message.turn().usage()).stream()
                .map(each -> new UsageName(message.projectId(), message.clientKey(), message.messageKey(), each));
    }

    @Override
    public UsageName read(Record record) {
        return new UsageName(
                record.get(projectId), record.get(clientKey), record.get(messageKey), record.get(usedName));
    }
}
