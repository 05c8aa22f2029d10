// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.core.log.ClientNames;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Invented names of people. */
final class FictionalNames {
    private static final List<String> RUSSIAN_MEN = List.of(
            "Алексей", "Дмитрий", "Иван", "Сергей", "Пётр", "Тимур", "Арсений", "Фёдор", "Глеб", "Никита", "Рустам",
            "Юрий");
    private static final List<String> RUSSIAN_WOMEN = List.of(
            "Анна",
            "Мария",
            "Елена",
            "Ольга",
            "Дарья",
            "Алёна",
            "Зухра",
            "Наталья",
            "Вероника",
            "Ксения",
            "Юлия",
            "Софья");
    /** Masculine forms; the feminine ones append an а. */
    private static final List<String> RUSSIAN_SURNAMES = List.of(
            "Смирнов",
            "Кузнецов",
            "Попов",
            "Соловьёв",
            "Щукин",
            "Ахметов",
            "Журавлёв",
            "Королёв",
            "Ершов",
            "Мельников",
            "Гришин",
            "Баранов",
            "Тихонов",
            "Ильин",
            "Сафронов",
            "Цветков");

    private static final List<String> ENGLISH_NAMES = List.of(
            "Olivia", "Jack", "Amelia", "Harry", "Zoë", "Liam", "Priya", "Mateusz", "Chloe", "Owen", "Siân", "Noah",
            "Fatima", "George", "Renée", "Tariq");
    private static final List<String> ENGLISH_SURNAMES = List.of(
            "Walker",
            "O’Connor",
            "Patel",
            "Hughes",
            "Kowalski",
            "Smith-Jones",
            "Okafor",
            "Müller",
            "Taylor",
            "Evans",
            "Larsen",
            "Novak",
            "Brown",
            "Singh",
            "MacLeod",
            "Wright");

    private FictionalNames() {}

    /** Returns the names of a client whose channel provides a name and possibly a nickname. */
    static ClientNames named(RandomChoice dice, String language, boolean nickname) {
        if (!language.equals("ru")) {
            String first = dice.oneOf(ENGLISH_NAMES);
            String last = dice.oneOf(ENGLISH_SURNAMES);
            return new ClientNames(first, last, nickname ? nickname(first, dice) : null);
        }
        boolean woman = dice.chance(0.5);
        String first = dice.oneOf(woman ? RUSSIAN_WOMEN : RUSSIAN_MEN);
        String last = dice.oneOf(RUSSIAN_SURNAMES) + (woman ? "а" : "");
        return new ClientNames(first, last, nickname ? nickname("user", dice) : null);
    }

    private static @Nullable String nickname(String stem, RandomChoice dice) {
        // Only some clients have a nickname.
        return dice.chance(0.3)
                ? null
                : stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + "_" + dice.between(10, 99_999);
    }
}
