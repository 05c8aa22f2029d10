// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.server.task.TaskDescription;
import org.jspecify.annotations.Nullable;

/** Description of a report task. */
record ReportDescription(ReportRequest request, @Nullable String projectShortName) implements TaskDescription {
    @Override
    public String path() {
        return request.report().path();
    }
}
