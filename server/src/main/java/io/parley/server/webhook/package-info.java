/** Webhooks that notify receivers of ended reports. */
@org.jspecify.annotations.NullMarked
package io.parley.server.webhook;
