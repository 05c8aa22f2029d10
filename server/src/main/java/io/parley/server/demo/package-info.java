/** Made-up conversations for a first look: no real client, phone number or order is in them. */
@org.jspecify.annotations.NullMarked
package io.parley.server.demo;
