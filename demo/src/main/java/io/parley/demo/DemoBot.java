// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

/**
 * Bot of the demo in one channel.
 *
 * @param number the channel's number, unique in the demo; last part of a bot id
 * @param channelType as bots report it: {@code telegram}, {@code resterisk}…
 * @param language of the bot and its clients, ISO 639-1
 */
public record DemoBot(int number, String channelType, String language) {}
