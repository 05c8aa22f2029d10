// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** Random generator of the demo. All values derive from one seed, so that a demo is reproducible. */
final class RandomChoice {
    private final SplittableRandom random;

    RandomChoice(long seed) {
        this(new SplittableRandom(seed));
    }

    private RandomChoice(SplittableRandom random) {
        this.random = random;
    }

    /** Returns an independent generator for a part, so that the values drawn in one part do not shift the others. */
    RandomChoice split() {
        return new RandomChoice(random.split());
    }

    /** Returns a value from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Returns a value from {@code low} to {@code high}, {@code high} excluded. */
    long between(long low, long high) {
        return random.nextLong(low, high);
    }

    /** Returns a value from 0 to 1, 1 excluded. */
    double fraction() {
        return random.nextDouble();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> T weighted(List<T> choices, ToIntFunction<T> weight) {
        int left = random.nextInt(choices.stream().mapToInt(weight).sum());
        for (T choice : choices) {
            left -= weight.applyAsInt(choice);
            if (left < 0) {
                return choice;
            }
        }
        throw new IllegalStateException("a negative weight");
    }

    /** Returns a random UUID (version 4). */
    UUID uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
