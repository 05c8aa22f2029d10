// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import java.time.Duration;

/** Time between a client's phrases. */
enum ReplyDelay {
    SPEAKING,
    WRITING;

    Duration pause(RandomChoice dice) {
        return switch (this) {
            case SPEAKING -> Duration.ofMillis(dice.between(2_500, 14_000));
            case WRITING -> {
                double mood = dice.fraction();
                if (mood < 0.01) {
                    yield Duration.ofMinutes(dice.between(60, 2_000));
                }
                yield mood < 0.07
                        ? Duration.ofSeconds(dice.between(90, 1_500))
                        : Duration.ofMillis(dice.between(3_000, 60_000));
            }
        };
    }
}
