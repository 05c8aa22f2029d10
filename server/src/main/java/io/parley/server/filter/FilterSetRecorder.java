// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filter;

import io.parley.core.error.JsonInput;
import io.parley.core.filter.FilterReader;
import io.parley.core.filter.FilterSet;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Principal;
import io.parley.store.FailureLog;
import io.parley.store.filterset.FilterSetRepository;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/**
 * Parser of the filters in lists and statistics. It also stores each filter set, so that every answer can contain the
 * set's id. Writes are asynchronous and batched: one transaction per 100 ms writes all new sets, and known sets are
 * not written again.
 */
@Component
public class FilterSetRecorder {
    private static final long PAUSE_MS = 100;

    private final RequestBodyReader bodies;
    private final FilterSetRepository sets;
    private final FailureLog failures = new FailureLog(FilterSetRecorder.class);
    private final AtomicBoolean willWrite = new AtomicBoolean();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("filter-sets").factory());

    FilterSetRecorder(RequestBodyReader bodies, FilterSetRepository filterSets) {
        this.bodies = bodies;
        this.sets = filterSets;
    }

    /**
     * Filters of a call.
     *
     * @param filterSetId the id of their set
     */
    public record Asked(FilterSet filters, String filterSetId) {}

    /** Returns the filters in a call's body; none without a body. */
    public Asked in(HttpServletRequest request, Principal caller) {
        return of(bodies.json(request), caller);
    }

    /** Returns the filters in a value with the structure of a body. */
    public Asked of(JsonInput body, Principal caller) {
        FilterSet filters = FilterReader.read(body);
        FilterSetBody set = FilterSetBody.of(body);
        String id = set.id();
        if (!sets.isNoted(caller.accountId(), id)
                && sets.offer(caller.accountId(), id, set.text())
                && willWrite.compareAndSet(false, true)) {
            writer.schedule(this::write, PAUSE_MS, TimeUnit.MILLISECONDS);
        }
        return new Asked(filters, id);
    }

    private void write() {
        // Reset before the write: a set that is offered later is either included or schedules the next write.
        willWrite.set(false);
        try {
            sets.writeOffered();
        } catch (Throwable e) {
            failures.warn("filter sets could not be kept", e);
        }
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
