// SPDX-License-Identifier: Apache-2.0
package io.parley.core.page;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param totalCount rows in the whole list, exact
 */
public record Page<T>(PageRequest request, long totalCount, List<T> rows) {

    public Page {
        rows = List.copyOf(rows);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(request, totalCount, rows.stream().<R>map(change).toList());
    }
}
