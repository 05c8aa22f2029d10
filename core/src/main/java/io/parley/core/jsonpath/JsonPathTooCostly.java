// SPDX-License-Identifier: Apache-2.0
package io.parley.core.jsonpath;

/** Thrown when a selection exceeds a cost limit; the message names the limit. */
public final class JsonPathTooCostly extends RuntimeException {
    JsonPathTooCostly(String message) {
        super(message, null, false, false);
    }
}
