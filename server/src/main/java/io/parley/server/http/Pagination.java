// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.page.Page;

/** Position of a page in its list (contract). */
public record Pagination(int pageNum, int pageSize, long totalCount) {

    public static Pagination of(Page<?> page) {
        return new Pagination(page.request().page(), page.request().size(), page.totalCount());
    }
}
