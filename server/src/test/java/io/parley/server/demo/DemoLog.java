// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import io.parley.core.log.LogRecord;
import io.parley.core.log.LogRecord.Message;
import io.parley.core.log.LogRecord.Status;
import io.parley.core.log.LogRecord.Transfer;
import io.parley.core.log.Turn;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All records of a demo, for assertions. */
record DemoLog(List<LogRecord> records) {
    static final Instant END = Instant.parse("2026-11-23T12:34:56.789Z");

    static DemoLog of(DemoConversations demo) {
        return new DemoLog(demo.projects().stream()
                .flatMap(project -> demo.records(project, bot -> "1-" + project.key() + "-" + bot.number()))
                .toList());
    }

    List<Message> messages() {
        return only(Message.class);
    }

    List<Turn> turns() {
        return messages().stream().map(Message::turn).toList();
    }

    List<List<Turn>> sessions() {
        return List.copyOf(messages().stream()
                .collect(Collectors.groupingBy(
                        message -> String.valueOf(message.origin().sessionId()),
                        TreeMap::new,
                        Collectors.mapping(Message::turn, Collectors.toList())))
                .values());
    }

    <T extends LogRecord> List<T> only(Class<T> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static Instant time(LogRecord record) {
        return switch (record) {
            case Message message -> message.turn().time();
            case Status status -> status.at();
            case Transfer transfer -> transfer.at();
            case LogRecord.Reaction reaction -> reaction.at();
            case LogRecord.PieceReport report -> report.piece().time();
        };
    }
}
