// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import tools.jackson.databind.node.ObjectNode;

/**
 * A record for the ingest API.
 *
 * @param place where its source stands in the file, such as {@code line 3} or {@code $.messages[7]}
 * @param json a body of the call
 */
public record ImportedRecord(Kind kind, String place, ObjectNode json) {
    /** The call that takes it, below {@code /api/v1/ingest/}. */
    public enum Kind {
        MESSAGES("questionId"),
        PIECES("id");

        private final String id;

        Kind(String id) {
            this.id = id;
        }
    }

    /** Returns the id of the record; an empty text for none. */
    public String id() {
        return json.path(kind.id).asString("");
    }
}
