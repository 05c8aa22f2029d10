// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.demo.BotProfile.Direction;
import java.time.ZoneId;
import java.util.List;

/** Projects of the demo, and the load of each bot. */
final class BotProfiles {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final ZoneId URALS = ZoneId.of("Asia/Yekaterinburg");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private BotProfiles() {}

    static List<Production> all() {
        Repertoire bank = RepertoireReader.read("bank-ru");
        Repertoire bankAbroad = RepertoireReader.read("bank-en");
        Repertoire deliveryAbroad = RepertoireReader.read("delivery-en");
        return List.of(
                new Production(
                        "bank",
                        "Aurora Bank",
                        List.of(
                                written(101, "telegram", "ru", MOSCOW, bank, 250, 760),
                                written(102, "viber", "ru", MOSCOW, bank, 120, 340),
                                written(103, "vk", "ru", URALS, bank, 110, 300),
                                written(104, "chatwidget", "ru", MOSCOW, bank, 140, 290),
                                written(105, "chatwidget", "en", LONDON, bankAbroad, 110, 240))),
                new Production(
                        "delivery",
                        "Comet Delivery",
                        List.of(
                                written(201, "telegram", "en", LONDON, deliveryAbroad, 180, 580),
                                written(202, "viber", "ru", URALS, RepertoireReader.read("delivery-ru"), 120, 370),
                                written(203, "chatapi", "en", LONDON, deliveryAbroad, 100, 270))),
                new Production(
                        "calls",
                        "Call centre",
                        List.of(
                                titled(
                                        301,
                                        "ru",
                                        MOSCOW,
                                        RepertoireReader.read("calls-ru-incoming"),
                                        Direction.INCOMING,
                                        150,
                                        370),
                                titled(
                                        302,
                                        "ru",
                                        MOSCOW,
                                        RepertoireReader.read("calls-ru-outgoing"),
                                        Direction.OUTGOING,
                                        150,
                                        340),
                                titled(
                                        303,
                                        "en",
                                        LONDON,
                                        RepertoireReader.read("calls-en-incoming"),
                                        Direction.INCOMING,
                                        80,
                                        180))));
    }

    private static BotProfile written(
            int number,
            String channelType,
            String language,
            ZoneId region,
            Repertoire repertoire,
            int clients,
            int sessions) {
        DemoBot bot = new DemoBot(number, channelType, language);
        return new BotProfile(bot, region, repertoire, Direction.WRITTEN, clients, sessions);
    }

    private static BotProfile titled(
            int number,
            String language,
            ZoneId region,
            Repertoire repertoire,
            Direction direction,
            int clients,
            int sessions) {
        DemoBot bot = new DemoBot(number, "resterisk", language);
        return new BotProfile(bot, region, repertoire, direction, clients, sessions);
    }

    /** Project with the content of its bots. */
    record Production(String key, String name, List<BotProfile> stages) {
        DemoProject project() {
            return new DemoProject(
                    key, name, stages.stream().map(BotProfile::bot).toList());
        }
    }
}
