// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filters;

import io.parley.core.filter.FilterReader;
import io.parley.core.filter.FilterSet;
import io.parley.core.problem.Input;
import io.parley.server.access.Caller;
import io.parley.server.web.Bodies;
import io.parley.store.FailureLog;
import io.parley.store.Store;
import io.parley.store.filterset.FilterSets;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/**
 * Reads the filters that lists and statistics are asked with and has them kept, so that every answer can name its set. No list waits for that, and
 * however many new sets come, one transaction each tenth of a second writes them; a set that is known costs nothing.
 */
@Component
public class AskedFilters {
    private static final long PAUSE_MS = 100;

    private final Bodies bodies;
    private final FilterSets sets;
    private final FailureLog failures = new FailureLog(AskedFilters.class);
    private final AtomicBoolean willWrite = new AtomicBoolean();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("filter-sets").factory());

    AskedFilters(Bodies bodies, Store store) {
        this.bodies = bodies;
        this.sets = store.filterSets();
    }

    /**
     * The filters of a call.
     *
     * @param filterSetId the id of their set
     */
    public record Asked(FilterSet filters, String filterSetId) {}

    /** The filters in a call's body; none without a body. */
    public Asked in(HttpServletRequest request, Caller caller) {
        return of(bodies.json(request), caller);
    }

    /** The filters in what reads like a body. */
    public Asked of(Input body, Caller caller) {
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
        // Before it looks: what is offered from now on is either seen or comes with the next one.
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
