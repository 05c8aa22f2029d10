// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value of a file.
 *
 * @param place where it stands, such as {@code line 3} or {@code $.messages[7]}
 * @param around the object that contains the list of which it is an element, without that list; null for none
 * @param index its place in that list, from 0
 * @param value a JSON value; of a text file a line
 */
record Entry(String place, @Nullable ObjectNode around, int index, JsonNode value) {
    /** Returns a member of the object around it; a missing node where there is none. */
    JsonNode around(String member) {
        return around == null ? MissingNode.getInstance() : around.path(member);
    }

    /** Returns a text or number of the value; null for none. */
    @Nullable
    String text(String member) {
        return Json.text(value, member);
    }
}
