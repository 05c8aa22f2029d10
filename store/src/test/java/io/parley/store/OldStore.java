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
 * Stores that were written by earlier versions, with few conversations of all kinds, and the answers of those versions.
 * Each is named after the newest migration of its version, and was created by {@code
 * store/src/test/upgrade/make-store}.
 */
public enum OldStore {
    /** The first version with a server. */
    V1,
    /** The first with labels, comments, blocks and experiments. */
    V4,
    /** The first with tasks of any kind, outcomes and reactions. */
    V6,
    /** The first with schedules, webhooks and marks of copies. */
    V11,
    /** The first with deactivated people, cleanups and erasures. */
    V13,
    /** The first that compresses replies. */
    V14,
    /** The first that compresses texts of sessions, and finds statuses by number. */
    V16;

    /**
     * A request that was sent to each version that supports it.
     *
     * @param body empty for none
     */
    public record Question(String name, String method, String path, String body) {
        static Question of(String line) {
            String[] parts = line.split(" ", 4);
            return new Question(parts[0], parts[1], parts[2], parts.length > 3 ? parts[3] : "");
        }
    }

    /** Returns the version of its newest migration. */
    String migration() {
        return name().substring(1);
    }

    /** Returns a copy of the store in a new folder. */
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

    /** Returns the token of its only account. */
    public String unifiedToken() {
        return text(name() + "/token").orElseThrow().strip();
    }

    /** Returns the ingest token of its only project. */
    public String ingestToken() {
        return text(name() + "/ingest-token").orElseThrow().strip();
    }

    /** Returns the records that were sent to each version, one on each line; one more could not be parsed. */
    public static String records() {
        return text("records.ndjson").orElseThrow();
    }

    public static List<Question> questions() {
        return text("calls.txt").orElseThrow().lines().map(Question::of).toList();
    }

    /**
     * Returns the answer of this version, and the exact request.
     *
     * @return the question, and the answer in JSON; empty for a question that it did not support
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
