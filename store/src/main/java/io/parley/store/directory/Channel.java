package io.parley.store.directory;

/** A bot in one messenger. */
public record Channel(long id, long projectId, String botId, String channelType) {}
