// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks that the reference page of filters matches the declarations. */
class FilterReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "filters.md");

    @Test
    void theReferencePageSaysWhatTheDeclarationsSay() throws IOException {
        if (Boolean.getBoolean("parley.docs.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/filters.md; -Dparley.docs.write=true rewrites it")
                .isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Filters

                A request carries `{"filters": [{"key": …, "type": …, …}]}`; all filters apply together. Made from the declarations in
                `FilterKey`.

                | type | values | how they compare |
                | --- | --- | --- |
                | TEXT | `values`, `comparisonType` CONTAINS (default), NOT_CONTAINS, EQUALS or NOT_IMPORTANT, `isCaseSensitive` (default false) | with any of the values; NOT_CONTAINS: with none |
                | CHECKBOX | `options`, `comparisonType` CONTAINS (default), NOT_CONTAINS, EXISTS, NOT_EXISTS or NOT_IMPORTANT | equal to one of the options; NOT_CONTAINS: to none; EXISTS: there is a value |
                | DATE_TIME_RANGE | `from`, `to`: ISO-8601 with an offset (`Z`, `+03:00`, `+0300`, `+03`; with a `T` or a space), or ms since 1970 as a number or a text | both ends belong to the range; a missing one is open. Rows show milliseconds and have microseconds: a `to` in milliseconds holds the whole of its last one |
                | NUMERIC_RANGE | `from`, `to`: numbers, as texts too | both ends belong to the range; a missing one is open |
                | RADIO | `option` | as the table below says |
                | TREE | as CHECKBOX | an option stands for itself and everything below it: `/a` has `/a` and `/a/b`; STATE_ROUTES: the client's messages pass the states in this order |
                | COMPOSITE_FILTER | `options`: `key`, `value` (default empty), `caseSensitive` (default false), `comparisonOption` CONTAINS, NOT_CONTAINS, EQUALS, NOT_EQUALS, STARTS_WITH, ENDS_WITH or NOT_IMPORTANT | all options together; a session without the key satisfies NOT_CONTAINS and NOT_EQUALS and nothing else |
                | CUSTOM_FIELDS_IN_RESPONSE | `responseDataJsonPaths` | restricts nothing: asks for values out of the bot's responses by JSONPath (RFC 9535). They come as `customFields`, by path: the value itself where the path leads to one at most, else an array; a session has those of its last message with any.  |

                A list of messages holds those that satisfy all message filters, in sessions and of clients that satisfy theirs. A list of
                sessions holds those in which one message satisfies all message filters together and none violates a negative one
                (NOT_CONTAINS, NOT_EXISTS). A list of clients holds those with such a session.

                | key | called | compares | true of a | types | sections |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (FilterKey key : FilterKey.values()) {
            page.append("| ")
                    .append(String.join(
                            " | ",
                            key.name(),
                            key.title().en() + " · " + key.title().ru(),
                            key.help().en(),
                            key.scope() == null ? "—" : key.scope().name().toLowerCase(Locale.ROOT),
                            key.shapes().stream()
                                    .map(FilterReferenceTest::inWords)
                                    .collect(Collectors.joining("; ")),
                            key.sections().stream()
                                    .sorted(Comparator.naturalOrder())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", "))))
                    .append(" |\n");
        }
        page.append("""

                ## Texts that are equal

                What is shown stays as it came. In all comparisons, of filters, of the `search` for options, and of names of labels:

                - texts are compared by canonical equivalence (Unicode's NFC on both sides): `é` is `e` with an accent, a syllable of Hangul is its letters;
                - no-break spaces (U+00A0, U+2007, U+202F) are spaces, CR LF is LF, typographic apostrophes (`‘` `’` `‛` `ʼ`) are `'`.

                In comparisons that ignore case, also:

                - each character is mapped to upper and then to lower case by Unicode's simple mappings;
                - `ё` is `е`, `ß` is `ss`, full-width characters (`Ａ`, `１`) are those of ASCII.

                Ids (SESSION_ID, BOT_ID, CHANNEL_NAME, TEXT_CAMPAIGN_ID, a client's id) keep their bytes: as an option, and where case matters, an id equals
                itself only.

                ## Intents, and what was not recognised

                The intent of a message is its member `intent`, or else `nlpInfo.rule`, where `nlpInfo.ruleType` is missing or has `IntentActivator` in it.

                A message of the client's was not recognised when the bot says so (`unrecognised`), or else when `nlpInfo.ruleType` ends in `atchAllActivator`, or the
                last name of its intent, class or state (`/a/b` has the last name `b`) is one of these, in upper or lower case: %s.
                What the bot says with `unrecognised` is kept as the end of `nlpInfo.ruleType`: `catchAllActivator`, or `recognised`.
                """.formatted(
                FilterCondition.FALLBACKS.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))));
        return page.toString();
    }

    private static String inWords(ValueSchema shape) {
        String words = String.join(", ", shape.words());
        if (!words.isEmpty()) {
            return shape.type() + " (" + words + ")";
        }
        return shape.type()
                + (shape instanceof ValueSchema.LinkedOptions<?> links
                                && links.attribute().of() == Long.class
                        ? " (ids)"
                        : "");
    }
}
