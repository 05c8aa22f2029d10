// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import java.time.Instant;

/**
 * Where an account wants to be told that its reports have ended.
 *
 * @param secret signs what is sent
 */
public record Webhook(long id, long accountId, String url, String secret, Instant createdAt) {

    /** Without the secret, and without the URL, which may hold one: this is what gets into logs. */
    @Override
    public String toString() {
        return "webhook " + id + " of account " + accountId;
    }
}
