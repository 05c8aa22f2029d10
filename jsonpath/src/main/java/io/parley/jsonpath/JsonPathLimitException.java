// SPDX-License-Identifier: Apache-2.0
package io.parley.jsonpath;

/** Thrown when a selection exceeds a cost limit; the message names the limit. */
public final class JsonPathLimitException extends RuntimeException {
    JsonPathLimitException(String message) {
        super(message, null, false, false);
    }
}
