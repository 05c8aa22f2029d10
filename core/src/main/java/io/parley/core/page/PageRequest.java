// SPDX-License-Identifier: Apache-2.0
package io.parley.core.page;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;

/**
 * The requested page of a list. Pages count from 0 and have 20 rows by default (contract), at most 1,000 (our decision:
 * the contract names no maximum).
 */
public record PageRequest(int page, int size) {
    public static final int DEFAULT_SIZE = 20;
    public static final int MAX_SIZE = 1000;

    public PageRequest {
        if (page < 0) {
            throw ApiException.field(ErrorCode.OUT_OF_RANGE, "page", page, "a page number from 0");
        }
        if (size < 1 || size > MAX_SIZE) {
            throw ApiException.field(ErrorCode.OUT_OF_RANGE, "size", size, "a page size from 1 to " + MAX_SIZE);
        }
    }

    /** Returns the number of rows before this page. */
    public long offset() {
        return (long) page * size;
    }
}
