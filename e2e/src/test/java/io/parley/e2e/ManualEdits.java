// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Client that annotates conversations until the server ends: comments, labels, blocks, and the branch of an
 * experiment for a session. Each message, session and client is annotated only once, so that the expected state is
 * unambiguous.
 */
final class ManualEdits {
    private static final String EXPERIMENT = "crash";

    private final BotTraffic traffic;
    private final String project;
    private final long messageLabel;
    private final long sessionLabel;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Queue<Mark> promised = new ConcurrentLinkedQueue<>();
    private final Queue<Mark> asked = new ConcurrentLinkedQueue<>();

    private enum Kind {
        COMMENT,
        MESSAGE_LABEL,
        SESSION_LABEL,
        BRANCH,
        BLOCK
    }

    /** @param value the text that was sent or received */
    private record Mark(Kind kind, BotTraffic.Said onto, String value) {}

    /** Creates the labels and the experiment. */
    ManualEdits(ReporterClient reporter, String project, BotTraffic traffic) {
        this.traffic = traffic;
        this.project = project;
        this.messageLabel = reporter.post(
                        "/api/v1/reporter/message/labels", "{\"name\":\"odd\",\"group\":{\"name\":\"Crash\"}}")
                .get("id")
                .longValue();
        this.sessionLabel = reporter.post("/api/v1/reporter/logs/labels/sessions", "{\"name\":\"odd\"}")
                .get("id")
                .longValue();
        reporter.post(
                "/api/v1/reporter/scenario-experiments?projectShortName=" + project,
                "{\"key\":\"" + EXPERIMENT + "\",\"branches\":[{\"key\":\"A\"},{\"key\":\"B\"}]}");
    }

    void writeUntilTheServerIsGone(ReporterClient reporter, Random dice) {
        try {
            while (true) {
                traffic.anyPromised(dice).ifPresent(said -> write(reporter, said, dice));
            }
        } catch (UncheckedIOException gone) {
            // Requests in flight may or may not have been executed.
        }
    }

    private void write(ReporterClient reporter, BotTraffic.Said said, Random dice) {
        Kind kind = Kind.values()[dice.nextInt(said.isInNamedSession() ? Kind.values().length : 2)];
        String onto = switch (kind) {
            case COMMENT, MESSAGE_LABEL -> said.questionId();
            case SESSION_LABEL, BRANCH -> said.sessionId();
            case BLOCK -> said.clientId();
        };
        if (taken.add(kind + " " + onto)) {
            asked.add(new Mark(kind, said, ""));
            promised.add(new Mark(kind, said, write(reporter, kind, said)));
        }
    }

    private String write(ReporterClient reporter, Kind kind, BotTraffic.Said said) {
        return switch (kind) {
            case COMMENT -> {
                String comment = "on " + said.questionId();
                reporter.post("/api/v1/reporter/comments/" + said.questionId(), "{\"comment\":\"" + comment + "\"}");
                yield comment;
            }
            case MESSAGE_LABEL -> {
                reporter.post(
                        "/api/v1/reporter/message/labels/logs?questionId=" + said.questionId(),
                        "{\"labelId\":" + messageLabel + "}");
                yield "";
            }
            case SESSION_LABEL -> {
                reporter.post(
                        "/api/v1/reporter/session-labels/sessions?sessionId=" + said.sessionId(),
                        "{\"labelId\":" + sessionLabel + "}");
                yield "";
            }
            case BRANCH -> branch(reporter, said);
            case BLOCK -> {
                reporter.post(
                        "/api/v1/reporter/clients/block?clientId=" + said.clientId() + "&botId=" + said.botId(),
                        "{\"blockReason\":\"crash\"}");
                yield "";
            }
        };
    }

    private String branch(ReporterClient reporter, BotTraffic.Said said) {
        return reporter.post(
                        "/api/v1/reporter/scenario-experiments/join?experimentKey=" + EXPERIMENT + "&projectShortName="
                                + project + "&botId=" + said.botId() + "&sessionId=" + said.sessionId(),
                        "")
                .stringValue();
    }

    /** Checks that all acknowledged annotations exist once. @return their number */
    int check(ReporterClient reporter, List<JsonNode> messages, List<JsonNode> sessions) {
        Map<String, JsonNode> message = byText(messages, "questionId");
        Map<String, JsonNode> session = byText(sessions, "sessionId");
        Map<String, JsonNode> client = byText(reporter.clients(), "id");
        for (Mark mark : promised) {
            BotTraffic.Said onto = mark.onto();
            switch (mark.kind()) {
                case COMMENT ->
                    assertThat(row(message, onto.questionId()).path("comment").asString())
                            .isEqualTo(mark.value());
                case MESSAGE_LABEL ->
                    assertThat(labels(row(message, onto.questionId()))).isEqualTo(List.of(messageLabel));
                case SESSION_LABEL ->
                    assertThat(labels(row(session, onto.sessionId()))).isEqualTo(List.of(sessionLabel));
                case BRANCH -> assertThat(branch(reporter, onto)).isEqualTo(mark.value());
                case BLOCK ->
                    assertThat(row(client, onto.clientId()).path("isBlocked").asBoolean())
                            .isTrue();
            }
        }
        long joined = reporter.get("/api/v1/reporter/scenario-experiments/count-sessions?projectShortName=" + project)
                .path(0)
                .path("count")
                .asLong();
        assertThat(joined).isBetween(count(promised, Kind.BRANCH), count(asked, Kind.BRANCH));
        return promised.size();
    }

    private static long count(Queue<Mark> marks, Kind kind) {
        return marks.stream().filter(mark -> mark.kind() == kind).count();
    }

    private static JsonNode row(Map<String, JsonNode> rows, String id) {
        return Objects.requireNonNull(rows.get(id), id);
    }

    private static List<Long> labels(JsonNode row) {
        return row.path("labels")
                .valueStream()
                .map(label -> label.path("id").asLong())
                .toList();
    }

    private static Map<String, JsonNode> byText(List<JsonNode> rows, String member) {
        return rows.stream().collect(toMap(row -> row.get(member).stringValue(), Function.identity()));
    }
}
