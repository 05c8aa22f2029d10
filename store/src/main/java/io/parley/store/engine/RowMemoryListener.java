// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.memory.MemoryBudget;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A listener that counts the memory of the rows that a call reads against the memory budget of all calls: a page has a
 * maximum number of rows, but a row may have megabytes. Reads outside of calls, for example by tasks, are not counted.
 */
final class RowMemoryListener implements ExecuteListener {
    /** Overhead of a value, in bytes, besides its characters. */
    private static final int VALUE = 40;

    /** The rows of one call may use the budget divided by this. */
    private static final int PART_OF_BUDGET = 2;

    @Override
    public void recordEnd(ExecuteContext context) {
        MemoryBudget.@Nullable Lease lease = MemoryBudget.current();
        Record row = context.record();
        if (lease == null || row == null) {
            return;
        }
        long bytes = size(row);
        long most = lease.most() / PART_OF_BUDGET;
        if (lease.held() + bytes > most) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE, "size", "rows of more than " + most + " bytes", "fewer rows in a page");
        }
        lease.grow(bytes);
    }

    private static long size(Record row) {
        long bytes = 0;
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            bytes += VALUE;
            if (value instanceof String text) {
                bytes += 2L * text.length();
            } else if (value instanceof byte[] some) {
                bytes += some.length;
            }
        }
        return bytes;
    }
}
