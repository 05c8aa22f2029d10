// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says of a file. What a file says itself is the default, except for the bot id and the channel type, which replace those of the
 * file.
 *
 * @param botId the bot of all records; null when the file says it
 * @param channelType of all records; null when the file says it, or for that of the format
 * @param zone of local times; null when the file needs none
 * @param start time of the first message of a file without times; null when it has some
 * @param step between messages without times
 * @param botName the author whose messages are the bot's; null when the file says it
 * @param dateOrder order of day and month in dates with slashes; null when the dates say it
 */
public record SourceOptions(
        @Nullable String botId,
        @Nullable String channelType,
        @Nullable ZoneId zone,
        @Nullable Instant start,
        Duration step,
        @Nullable String botName,
        @Nullable DateOrder dateOrder) {
    /** Step between messages without times. */
    public static final Duration STEP = Duration.ofSeconds(10);

    /** Says nothing. */
    public static final SourceOptions NONE = new SourceOptions(null, null, null, null, STEP, null, null);

    private static final Pattern NO_ID = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Order of day and month. */
    public enum DateOrder {
        DMY,
        MDY
    }

    /** Returns the bot id: the option, else what the file says. */
    String botId(@Nullable String ofFile, String offer) {
        String id = botId == null ? ofFile : botId;
        if (id == null || id.isBlank()) {
            throw new MissingOptionException("does not say which bot it is of", "--bot-id", slug(offer));
        }
        return id;
    }

    /** Returns the channel type: the option, else what the file says, else that of the format. */
    String channelType(@Nullable String ofFile, String ofFormat) {
        return channelType != null ? channelType : ofFile != null ? ofFile : ofFormat;
    }

    ZoneId zoneOfFile() {
        if (zone == null) {
            throw new MissingOptionException(
                    "has local times without a zone",
                    "--zone",
                    ZoneId.systemDefault().getId());
        }
        return zone;
    }

    Instant startOfFile() {
        if (start == null) {
            throw new MissingOptionException("has messages without a time", "--start", "2026-01-01T00:00:00Z");
        }
        return start;
    }

    /** Returns the name of the bot's author; {@code seen} is an author of the file. */
    String botNameOfFile(String seen) {
        if (botName == null) {
            throw new MissingOptionException("does not say which side is the bot", "--bot-name", seen);
        }
        return botName;
    }

    private static String slug(String offer) {
        String slug = NO_ID.matcher(offer).replaceAll("-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "my-bot" : slug;
    }
}
