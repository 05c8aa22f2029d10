// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import java.time.Instant;

/**
 * A URL that an account registered for the ends of its reports.
 *
 * @param secret key of the signature of the messages
 */
public record Webhook(long id, long accountId, String url, String secret, Instant createdAt) {

    /** Without the secret, and without the URL, which may contain one, because this text is written to logs. */
    @Override
    public String toString() {
        return "webhook " + id + " of account " + accountId;
    }
}
