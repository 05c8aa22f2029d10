// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.server.ParleyProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.stereotype.Component;

/**
 * DNS resolver that permits public addresses only (SSRF protection). The HTTP client connects to the addresses that
 * this resolver returns, so that a DNS change after the check (DNS rebinding) has no effect.
 */
@Component
final class PublicAddressResolver implements DnsResolver {
    static final String EXPECTED =
            "an absolute http or https address of at most 2000 characters, without user and fragment, "
                    + "such as https://example.org/parley";

    private final boolean internalAllowed;

    PublicAddressResolver(ParleyProperties configuration) {
        this.internalAllowed = configuration.webhooksToInternalAddresses();
    }

    /** Thrown for an address that webhooks must not use. */
    static final class Forbidden extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Forbidden() {
            super("the host has an address that is not public");
        }
    }

    /** Validates a webhook's URL. A host that cannot be resolved now is accepted. */
    void check(RequestValue<String> url) {
        WebhookUrl address =
                WebhookUrl.of(url.value()).orElseThrow(() -> url.refused(ErrorCode.INVALID_VALUE, EXPECTED));
        try {
            resolve(address.host());
        } catch (Forbidden e) {
            throw url.refused(
                    ErrorCode.INVALID_VALUE,
                    "a host with public addresses only, because this server's webhooks lead nowhere else");
        } catch (UnknownHostException notNow) {
            // If the host stays unknown, deliveries fail with that error.
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        if (!internalAllowed) {
            for (InetAddress address : addresses) {
                if (InternalAddresses.have(address)) {
                    throw new Forbidden();
                }
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return host;
    }
}
