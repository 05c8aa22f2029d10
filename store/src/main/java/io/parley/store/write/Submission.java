package io.parley.store.write;

import io.parley.core.log.LogRecord;
import java.util.List;

/** Records that came together, for one project; they are committed together. */
record Submission(long projectId, List<LogRecord> records) {}
