// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final Keys KEYS = TestKeys.keys();

    @Test
    void keysAreTheFirstBitsOfAnHmacWithTheSecret() throws GeneralSecurityException {
        long client = KEYS.client(1, "bot", "Аня");
        assertThat(client).isEqualTo(hmac("c", "1", "bot", "Аня"));
        assertThat(KEYS.session(client, "s")).isEqualTo(hmac("s", Long.toString(client), "s"));
        assertThat(KEYS.message(1, "bot", "q")).isEqualTo(hmac("m", "1", "bot", "q"));
        Instant at = Instant.parse("2026-03-01T12:00:00.000001Z");
        assertThat(KEYS.reaction(1, new LogRecord.Reaction("bot", "anna", "m", null, "q", "👍", at)))
                .isEqualTo(hmac("r", "1", "bot", "anna", "m", "", "q", "👍", "1772366400000001"));
    }

    private static long hmac(String... parts) throws GeneralSecurityException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (String part : parts) {
            text.writeBytes(part.getBytes(StandardCharsets.UTF_8));
            text.write(0xFF);
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(TestKeys.secret(), "HmacSHA256"));
        return ByteBuffer.wrap(mac.doFinal(text.toByteArray())).getLong();
    }

    @Test
    void anotherSecretMakesOtherKeys() {
        Keys others = new Keys(new byte[Keys.SECRET_BYTES], List.of());
        assertThat(others.client(1, "bot", "anna")).isNotEqualTo(KEYS.client(1, "bot", "anna"));
        assertThat(others.session(1, "s")).isNotEqualTo(KEYS.session(1, "s"));
        assertThat(others.message(1, "bot", "q")).isNotEqualTo(KEYS.message(1, "bot", "q"));
    }

    /** Stores hold the former numbers of what nobody can name any more. */
    @Test
    void aFormerKeyIsGivenToTheIdsThatItWasMadeOf() {
        long client = -692384790762110800L;
        long session = 5524852257728335557L;
        long message = 653242828372139695L;
        Keys keys = new Keys(TestKeys.secret(), List.of(message, client, session));
        assertThat(keys.client(1, "bot", "anna")).isEqualTo(client);
        assertThat(keys.session(client, "s")).isEqualTo(session);
        assertThat(keys.message(1, "bot", "q")).isEqualTo(message);
        assertThat(keys.client(1, "bot", "boris")).isEqualTo(KEYS.client(1, "bot", "boris"));
    }

    /** Stores hold these numbers. */
    @Test
    void whatNoSecretIsNeededForNeverChanges() {
        assertThat(Keys.question(1000022, "b4b91865-430d-41c0-adac-579b9bc90ed3"))
                .isEqualTo(1013944688929849426L);
        assertThat(Keys.participant(1, "bot", "anna")).isEqualTo(-692384790762110800L);
    }

    @Test
    void partsDoNotRunTogether() {
        assertThat(KEYS.client(1, "ab", "c")).isNotEqualTo(KEYS.client(1, "a", "bc"));
    }

    @Test
    void aRecordAndItsCopyHaveOneFingerprint() {
        assertThat(Keys.digest(record())).isEqualTo(Keys.digest(record()));
    }

    private static LogRecord.Message record() {
        return new LogRecord.Message(
                new Origin("bot", "vk", "anna", ClientNames.NONE, "s"),
                Turn.builder("q", Instant.EPOCH)
                        .question("hello")
                        .analytics(new Analytics("Done", Map.of("a", "1", "b", "2", "c", "3"), List.of(), List.of()))
                        .build());
    }
}
