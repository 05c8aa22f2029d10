// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import io.parley.server.security.TokenSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Event in the format of Standard Webhooks.
 *
 * @param id the same for every attempt, so that a receiver can deduplicate events
 * @param body JSON, as it is signed
 */
record WebhookEvent(String id, byte[] body) {

    /** Content of a body. */
    record Body(String type, Instant timestamp, Object data) {}

    /**
     * Returns the signature of an attempt: {@code v1,} and the Base64 of the HMAC with SHA-256 over id, time and
     * body, separated by dots.
     *
     * @param seconds time of the attempt, in s since 1970
     */
    String signature(String secret, long seconds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(secret.substring(TokenSecrets.WEBHOOK_PREFIX.length())), "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }
}
