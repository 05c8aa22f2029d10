// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import io.parley.store.StoreProbe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.Test;

/** What looks again and again goes on after an error that no one expects, such as a stack that is too small. */
class BackgroundErrorsTest {
    /** Beginnings of the names of their threads. */
    private static final List<String> LOOPS = List.of("report-schedules", "report-events", "webhooks-", "task-");

    private final Map<String, Integer> failed = new ConcurrentHashMap<>();
    private final Map<String, Integer> went = new ConcurrentHashMap<>();
    private volatile boolean fails = true;

    private void step() {
        LOOPS.stream()
                .filter(loop -> Thread.currentThread().getName().startsWith(loop))
                .forEach(loop -> {
                    (fails ? failed : went).merge(loop, 1, Integer::sum);
                    if (fails) {
                        throw new StackOverflowError();
                    }
                });
    }

    @Test
    void schedulesTasksWebhooksAndLongPollingGoOnAfterAnError() {
        try (ParleyServer server = ParleyServer.start(ServerEngine.EMBEDDED);
                ExecutorService callers = Executors.newCachedThreadPool()) {
            StoreProbe.sql(server.store())
                    .configuration()
                    .setAppending(new DefaultExecuteListenerProvider(new ExecuteListener() {
                        @Override
                        public void executeStart(ExecuteContext context) {
                            step();
                        }
                    }));
            Account account = server.newAccount();
            Runnable waiting =
                    () -> account.v1("GET", "/async/events").query("timeout", 2).send();
            callers.execute(waiting);
            Awaitility.await("each to fail").until(() -> failed.keySet().containsAll(LOOPS));
            fails = false;
            callers.execute(waiting);
            Awaitility.await("each to go on").until(() -> went.keySet().containsAll(LOOPS));
        }
    }
}
