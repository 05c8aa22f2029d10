// SPDX-License-Identifier: Apache-2.0
package io.parley.core.jsonpath;

/** A path that would take more than it may on this document; the message says which limit it met. */
public final class JsonPathTooCostly extends RuntimeException {
    JsonPathTooCostly(String message) {
        super(message, null, false, false);
    }
}
