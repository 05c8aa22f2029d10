// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Stores that earlier versions wrote, each as small as conversations of all kinds allow, and how those versions answered from them. They
 * are named by the newest migration that the version knew, and were made by {@code store/src/test/upgrade/make-store}.
 */
public enum OldStore {
    /** The first that could serve. */
    V1,
    /** The first with labels, comments, blocks and experiments. */
    V4,
    /** The first with tasks of any kind, outcomes and reactions. */
    V6,
    /** The first with schedules, webhooks and marks of copies. */
    V11,
    /** The first with people who are kept out, cleanups and erasures. */
    V13,
    /** The first that packs replies. */
    V14,
    /** The first that packs texts of sessions, and finds statuses by number. */
    V16;

    /**
     * A question that was asked of each version that could answer it.
     *
     * @param body empty for none
     */
    public record Question(String name, String method, String path, String body) {
        static Question of(String line) {
            String[] parts = line.split(" ", 4);
            return new Question(parts[0], parts[1], parts[2], parts.length > 3 ? parts[3] : "");
        }
    }

    /** The version of the newest migration that it knew. */
    String migration() {
        return name().substring(1);
    }

    /** The store in a new folder, as it was left. */
    public Path unpacked() {
        Path folder = TestEngine.folder();
        try (InputStream packed =
                new GZIPInputStream(resource(name() + "/parley.duckdb.gz").orElseThrow())) {
            Files.copy(packed, folder.resolve("parley.duckdb"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens its only account. */
    public String unifiedToken() {
        return text(name() + "/token").orElseThrow().strip();
    }

    /** Takes reports into its only project. */
    public String ingestToken() {
        return text(name() + "/ingest-token").orElseThrow().strip();
    }

    /** What each version was told, one record a line; one more could not be understood. */
    public static String records() {
        return text("records.ndjson").orElseThrow();
    }

    public static List<Question> questions() {
        return text("calls.txt").orElseThrow().lines().map(Question::of).toList();
    }

    /**
     * How this version answered, and what exactly it was asked.
     *
     * @return the question, and the answer in JSON; empty for a question that it did not know
     */
    public Optional<Answered> answer(Question question) {
        return text(name() + "/answers/" + question.name()).map(text -> {
            String[] parts = text.split("\n", 2);
            return new Answered(Question.of(question.name() + " " + parts[0].strip()), parts[1]);
        });
    }

    public record Answered(Question question, String answer) {}

    private static Optional<String> text(String name) {
        try (InputStream resource = resource(name).orElse(null)) {
            return resource == null
                    ? Optional.empty()
                    : Optional.of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<InputStream> resource(String name) {
        return Optional.ofNullable(OldStore.class.getResourceAsStream("upgrade/" + name));
    }
}
