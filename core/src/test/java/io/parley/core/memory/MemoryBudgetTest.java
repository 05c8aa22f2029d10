// SPDX-License-Identifier: Apache-2.0
package io.parley.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long MOST = 8 << 20;
    /** The part of the budget that is open to large callers. */
    private static final long FOR_MUCH = 6 << 20;

    private final MemoryBudget budget = new MemoryBudget(MOST);

    @Test
    void whoFindsNothingLeftIsRefusedUntilSomethingIsGivenBack() {
        MemoryBudget.Lease first = budget.lease();
        first.grow(FOR_MUCH);
        MemoryBudget.Lease second = budget.lease();
        assertThat(second.tryGrow(MemoryBudget.LITTLE + 1)).isFalse();
        assertThatThrownBy(() -> second.grow(MemoryBudget.LITTLE + 1))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(ErrorCode.OVERLOADED);
                    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
                    assertThat(refused.words())
                            .isEqualTo(
                                    "the calls in progress hold all the memory that there is for them; try again in 1 s");
                });
        assertThat(second.held()).isZero();
        first.close();
        second.grow(FOR_MUCH);
        assertThat(budget.used()).isEqualTo(FOR_MUCH);
    }

    @Test
    void aPartIsKeptForThoseWhoHoldLittle() {
        budget.lease().grow(FOR_MUCH);
        for (long left = MOST - FOR_MUCH; left > 0; left -= MemoryBudget.LITTLE) {
            budget.lease().grow(MemoryBudget.LITTLE);
        }
        assertThat(budget.used()).isEqualTo(MOST);
        assertThat(budget.lease().tryGrow(1)).isFalse();
    }

    @Test
    void manyLittleLeasesOfOneCallerAreMuch() {
        budget.lease().grow(FOR_MUCH);
        MemoryBudget.Lease lease = budget.lease();
        lease.grow(MemoryBudget.LITTLE);
        assertThat(lease.another().tryGrow(1)).isFalse();
        assertThat(budget.lease().tryGrow(1)).isTrue();
    }

    @Test
    void anotherLeaseOfACallerOutlivesTheFirst() {
        MemoryBudget.Lease first = budget.lease();
        first.grow(10);
        MemoryBudget.Lease another = first.another();
        another.growTo(5);
        another.growTo(3);
        first.close();
        first.close();
        assertThat(budget.used()).isEqualTo(5);
        another.close();
        assertThat(budget.used()).isZero();
    }
}
