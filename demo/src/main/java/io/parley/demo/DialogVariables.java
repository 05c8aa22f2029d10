// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.core.log.ClientNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables of a conversation: the order, the card, the sum… Texts contain them in braces, such as
 * <code>{order}</code>.
 */
record DialogVariables(Map<String, String> values) {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final List<String> RUSSIAN_CITIES = List.of(
            "Москва", "Санкт-Петербург", "Казань", "Екатеринбург", "Новосибирск", "Нижний Новгород", "Йошкар-Ола");
    private static final List<String> ENGLISH_CITIES =
            List.of("London", "Leeds", "Bristol", "Edinburgh", "Cardiff", "Stoke-on-Trent", "Zürich");
    private static final List<String> RUSSIAN_STREETS = List.of("Лесная", "Садовая", "Набережная", "Мира", "Полевая");
    private static final List<String> ENGLISH_STREETS =
            List.of("Mill Lane", "Station Road", "Church Street", "Park View", "Queen’s Walk");
    private static final List<Integer> SCORES = List.of(10, 10, 10, 9, 9, 9, 8, 8, 7, 7, 6, 5, 3, 1, 0);

    /**
     * Draws the variables of one conversation. Digits are Latin in every locale, so that the demo is the same
     * everywhere.
     */
    static DialogVariables of(RandomChoice dice, String language, ClientNames client, List<String> products) {
        boolean russian = language.equals("ru");
        Map<String, String> values = new TreeMap<>();
        values.put("name", client.firstName() == null ? (russian ? "друг" : "there") : client.firstName());
        values.put("product", dice.oneOf(products));
        values.put("city", dice.oneOf(russian ? RUSSIAN_CITIES : ENGLISH_CITIES));
        int house = dice.between(1, 120);
        values.put(
                "address",
                russian
                        ? "ул. " + dice.oneOf(RUSSIAN_STREETS) + ", " + house
                        : house + " " + dice.oneOf(ENGLISH_STREETS));
        values.put("card", String.format(Locale.ROOT, "%04d", dice.between(0, 9999)));
        values.put("order", "R-" + dice.between(10_000, 99_999));
        values.put("sum", money(dice.between(500, 25_000_000), russian));
        values.put("payment", money(dice.between(9_900, 900_000), russian));
        values.put("fee", money(dice.between(290, 1_500) * (russian ? 40 : 1), russian));
        values.put("minutes", String.valueOf(dice.between(4, 55)));
        values.put("day", String.valueOf(dice.between(1, 28)));
        values.put("time", String.format(Locale.ROOT, "%02d:%d0", dice.between(9, 20), dice.between(0, 5)));
        values.put("score", String.valueOf(dice.oneOf(SCORES)));
        return new DialogVariables(values);
    }

    String fill(String text) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(value(name.group(1))));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No fact is called " + name);
        }
        return value;
    }

    private static String money(int hundredths, boolean russian) {
        double amount = hundredths / 100.0;
        return russian
                ? String.format(Locale.ROOT, "%,.2f ₽", amount)
                        .replace(',', ' ')
                        .replace('.', ',')
                : String.format(Locale.ROOT, "£%,.2f", amount);
    }
}
