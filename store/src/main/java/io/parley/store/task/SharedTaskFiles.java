// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static io.parley.store.table.SmallTables.TASK_FILE;

import io.parley.store.engine.Engine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files of tasks in a store that several nodes share. */
public final class SharedTaskFiles {
    /** Bytes of a piece, which is in memory as a whole. */
    private static final int PIECE = 1 << 20;

    private final Engine engine;

    public SharedTaskFiles(Engine engine) {
        this.engine = engine;
    }

    /** Stores a file; replaces an existing file of the task. */
    public void put(String taskId, Path file) throws IOException {
        delete(taskId);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                add(taskId, number++, piece);
            }
        }
    }

    private void add(String taskId, int number, byte[] piece) {
        engine.sql()
                .insertInto(TASK_FILE.table())
                .set(TASK_FILE.taskId, taskId)
                .set(TASK_FILE.piece, number)
                .set(TASK_FILE.bytes, piece)
                .execute();
    }

    /** Writes a task's file to a path; returns false when there is none. */
    public boolean fetch(String taskId, Path target) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            int number = 0;
            byte[] piece = piece(taskId, number);
            while (piece != null) {
                out.write(piece);
                piece = piece(taskId, ++number);
            }
            if (number > 0) {
                return true;
            }
        }
        Files.delete(target);
        return false;
    }

    private byte @Nullable [] piece(String taskId, int number) {
        return engine.sql()
                .select(TASK_FILE.bytes)
                .from(TASK_FILE.table())
                .where(TASK_FILE.taskId.eq(taskId), TASK_FILE.piece.eq(number))
                .fetchOne(TASK_FILE.bytes);
    }

    public void delete(String taskId) {
        engine.sql()
                .deleteFrom(TASK_FILE.table())
                .where(TASK_FILE.taskId.eq(taskId))
                .execute();
    }
}
