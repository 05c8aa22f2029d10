// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.core.log.ClientNames;
import java.util.Locale;

/** Client of one bot, with an id in the format of its channel. */
record DemoClient(String id, ClientNames names) {

    /**
     * Creates a client of the bot.
     *
     * @param ordinal makes the id unique within the bot
     */
    static DemoClient of(DemoBot bot, int ordinal, BotProfile.Direction direction, RandomChoice dice) {
        String language = bot.language();
        return switch (bot.channelType()) {
            case "telegram" ->
                new DemoClient(number(380_000_000L, ordinal, dice), FictionalNames.named(dice, language, true));
            case "vk" -> new DemoClient(number(5_000_000L, ordinal, dice), FictionalNames.named(dice, language, false));
            case "viber" -> new DemoClient(token(ordinal, dice), FictionalNames.named(dice, language, false));
            // A dialler has the names of the people it calls; for other calls only the number is known.
            case "resterisk" ->
                new DemoClient(
                        phone(language, ordinal, dice),
                        direction == BotProfile.Direction.OUTGOING
                                ? FictionalNames.named(dice, language, false)
                                : ClientNames.NONE);
            // Most visitors of a web page are anonymous.
            default ->
                new DemoClient(
                        dice.uuid() + "-" + ordinal,
                        dice.chance(0.6) ? ClientNames.NONE : FictionalNames.named(dice, language, false));
        };
    }

    private static String number(long from, int ordinal, RandomChoice dice) {
        return String.valueOf(from + ordinal * 1_000L + dice.between(0, 999));
    }

    private static String token(int ordinal, RandomChoice dice) {
        String random = dice.uuid().toString().replace("-", "").substring(0, 16);
        return random.toUpperCase(Locale.ROOT) + String.format(Locale.ROOT, "%04dQ==", ordinal);
    }

    /** Returns an unassigned number: area code 000 in Russia, and in Britain a range reserved for drama. */
    private static String phone(String language, int ordinal, RandomChoice dice) {
        return language.equals("ru")
                ? String.format(Locale.ROOT, "7000%04d%03d", ordinal, dice.between(0, 999))
                : String.format(Locale.ROOT, "447700900%03d", ordinal);
    }
}
