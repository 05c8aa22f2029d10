// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filters;

import io.parley.core.filter.FilterReader;
import io.parley.core.filter.FilterSet;
import io.parley.core.memory.MemoryBudget;
import io.parley.core.problem.Input;
import io.parley.server.access.Caller;
import io.parley.server.web.Bodies;
import io.parley.store.Store;
import io.parley.store.filterset.FilterSets;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the filters that lists and statistics are asked with and keeps them, so that every answer can name its set. A new set is written
 * while its list is being read; one that is known costs nothing.
 */
@Component
public class AskedFilters {
    private final Bodies bodies;
    private final FilterSets sets;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("filter-sets").factory());

    AskedFilters(Bodies bodies, Store store) {
        this.bodies = bodies;
        this.sets = store.filterSets();
    }

    /** The filters of a call, on their way into the store. */
    public record Asked(FilterSet filters, String id, CompletableFuture<Void> kept) {
        /** The set's id, once the store has it. */
        public String filterSetId() {
            kept.join();
            return id;
        }
    }

    /** The filters in a call's body; none without a body. */
    public Asked in(HttpServletRequest request, Caller caller) {
        return of(bodies.json(request), caller);
    }

    /** The filters in what reads like a body. */
    public Asked of(Input body, Caller caller) {
        FilterSet filters = FilterReader.read(body);
        FilterSetBody set = FilterSetBody.of(body);
        String id = set.id();
        if (sets.isNoted(caller.accountId(), id)) {
            return new Asked(filters, id, CompletableFuture.completedFuture(null));
        }
        String text = set.text();
        // The call may have failed, and be over, before it is written.
        MemoryBudget.@Nullable Lease ofCall = MemoryBudget.current();
        MemoryBudget.@Nullable Lease lease = ofCall == null ? null : ofCall.another();
        if (lease != null) {
            lease.grow(2L * text.length());
        }
        return new Asked(
                filters,
                id,
                CompletableFuture.runAsync(() -> sets.note(caller.accountId(), id, text), writer)
                        .whenComplete((noted, failure) -> {
                            if (lease != null) {
                                lease.close();
                            }
                        }));
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
