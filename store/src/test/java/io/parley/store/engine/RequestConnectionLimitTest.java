// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.log.RandomLog;
import io.parley.core.memory.MemoryBudget;
import io.parley.store.EachEngine;
import io.parley.store.Store;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.ConnectionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestConnectionLimitTest {
    private static final int MANY = 40;

    private static ConnectionProvider lender() {
        return new ConnectionProvider() {
            @Override
            public Connection acquire() {
                return (Connection) Proxy.newProxyInstance(
                        RequestConnectionLimitTest.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, args) -> null);
            }

            @Override
            public void release(Connection connection) {
                // Nothing is kept.
            }
        };
    }

    @Test
    void aCallThatFindsNoConnectionIsRefusedAndOthersAreLentOne() {
        RequestConnectionLimit share = new RequestConnectionLimit(lender(), 1, Duration.ofMillis(1));
        MemoryBudget.setCurrent(new MemoryBudget(1).lease());
        try {
            Connection one = share.acquire();
            assertThatThrownBy(share::acquire).isInstanceOf(ApiException.class);
            MemoryBudget.Lease call = MemoryBudget.setCurrent(null);
            share.release(share.acquire());
            MemoryBudget.setCurrent(call);
            share.release(one);
            share.release(share.acquire());
        } finally {
            MemoryBudget.setCurrent(null);
        }
    }

    /** Fails by its time limit when the writer waits for a connection behind the calls. */
    @EachEngine
    void whatIsReportedIsWrittenWhileCallsHaveAllTheConnectionsTheyMayHave(TestEngine engine) {
        try (Store store = engine.open();
                StoreFixture fixture = new StoreFixture(store);
                ExecutorService calls = Executors.newCachedThreadPool()) {
            CountDownLatch written = new CountDownLatch(1);
            for (int i = 0; i < MANY; i++) {
                calls.execute(() -> {
                    MemoryBudget.setCurrent(new MemoryBudget(1 << 20).lease());
                    try {
                        StoreProbe.sql(store).connection(held -> written.await());
                    } catch (ApiException noneLeft) {
                        // As it should be.
                    }
                });
            }
            store.log()
                    .append(fixture.projectId(), new RandomLog(new Random(1)).records(10))
                    .join();
            written.countDown();
        }
    }
}
