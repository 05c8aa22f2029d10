// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The files and folders that this process forced to disk, as recorded by the virtual machine. */
public final class FsyncRecorder {
    private static final String FORCE = "jdk.FileForce";

    private FsyncRecorder() {}

    /** An action that may fail. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /** Returns those during an action, in order. */
    public static List<Path> during(Step step) throws Exception {
        Path file = Files.createTempFile("parley-forced", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(FORCE).withThreshold(Duration.ZERO).withoutStackTrace();
            recording.start();
            step.run();
            recording.stop();
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals(FORCE))
                    .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                    .map(event -> Path.of(event.getString("path")))
                    .toList();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
