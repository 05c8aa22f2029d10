// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import io.parley.core.log.Names;
import java.util.Locale;

/** Client of one bot, with an id in the format of its channel. */
record Client(String id, Names names) {

    /**
     * Creates a client of the bot.
     *
     * @param ordinal makes the id unique within the bot
     */
    static Client of(DemoBot bot, int ordinal, Stage.Direction direction, Dice dice) {
        String language = bot.language();
        return switch (bot.channelType()) {
            case "telegram" -> new Client(number(380_000_000L, ordinal, dice), People.named(dice, language, true));
            case "vk" -> new Client(number(5_000_000L, ordinal, dice), People.named(dice, language, false));
            case "viber" -> new Client(token(ordinal, dice), People.named(dice, language, false));
            // A dialler has the names of the people it calls; for other calls only the number is known.
            case "resterisk" ->
                new Client(
                        phone(language, ordinal, dice),
                        direction == Stage.Direction.OUTGOING ? People.named(dice, language, false) : Names.NONE);
            // Most visitors of a web page are anonymous.
            default ->
                new Client(
                        dice.uuid() + "-" + ordinal,
                        dice.chance(0.6) ? Names.NONE : People.named(dice, language, false));
        };
    }

    private static String number(long from, int ordinal, Dice dice) {
        return String.valueOf(from + ordinal * 1_000L + dice.between(0, 999));
    }

    private static String token(int ordinal, Dice dice) {
        String random = dice.uuid().toString().replace("-", "").substring(0, 16);
        return random.toUpperCase(Locale.ROOT) + String.format(Locale.ROOT, "%04dQ==", ordinal);
    }

    /** Returns an unassigned number: area code 000 in Russia, and in Britain a range reserved for drama. */
    private static String phone(String language, int ordinal, Dice dice) {
        return language.equals("ru")
                ? String.format(Locale.ROOT, "7000%04d%03d", ordinal, dice.between(0, 999))
                : String.format(Locale.ROOT, "447700900%03d", ordinal);
    }
}
