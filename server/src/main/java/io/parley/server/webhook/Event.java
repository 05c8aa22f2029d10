// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import io.parley.server.access.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is sent, in the form of Standard Webhooks.
 *
 * @param id the same at every attempt, so that a receiver knows what it has had
 * @param body JSON, as it is signed
 */
record Event(String id, byte[] body) {

    /** What a body holds. */
    record Body(String type, Instant timestamp, Object data) {}

    /**
     * The signature of an attempt: {@code v1,} and the Base64 of the HMAC with SHA-256 over id, time and body, with dots between
     * them.
     *
     * @param seconds when the attempt is made, since 1970
     */
    String signature(String secret, long seconds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(secret.substring(Secrets.WEBHOOK_PREFIX.length())), "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }
}
