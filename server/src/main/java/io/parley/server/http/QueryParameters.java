// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.error.TimestampText;
import io.parley.core.i18n.Language;
import io.parley.core.log.TextNormalizer;
import io.parley.core.page.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/**
 * Parameters of a call, read with the same error texts as bodies: of the query, or of a form.
 *
 * @param body a body whose members are parameters, too; parameters of the query take precedence
 */
public record QueryParameters(HttpServletRequest request, JsonInput body) {

    public QueryParameters(HttpServletRequest request) {
        this(request, new JsonInput("", MissingNode.getInstance()));
    }

    public Optional<String> text(String name) {
        // The first of several values counts.
        return values(name).stream()
                .limit(1)
                .filter(value -> !value.isEmpty())
                // Normalises the text to what engines can store, for writes and lookups alike.
                .map(TextNormalizer::storable)
                .findFirst();
    }

    private List<String> values(String name) {
        try {
            String[] values = request.getParameterValues(name);
            return values == null
                    ? body.member(name).map(QueryParameters::texts).orElse(List.of())
                    : List.of(values);
        } catch (IllegalStateException unreadable) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE,
                    "query",
                    request.getQueryString(),
                    "parameters encoded as RFC 3986 has it");
        }
    }

    private static List<String> texts(JsonInput member) {
        return member.node().isArray() ? member.texts() : List.of(member.text());
    }

    public String required(String name, String expected) {
        return text(name).orElseThrow(() -> ApiException.field(ErrorCode.MISSING_FIELD, name, null, expected));
    }

    /** Returns a header, or else the query parameter with its name in lower case (parts of the contract use either). */
    public Optional<String> headerOrText(String name) {
        return Optional.ofNullable(request.getHeader(name))
                .filter(value -> !value.isBlank())
                .or(() -> text(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns all values of a parameter, which may be repeated or contain several separated by commas. */
    public List<String> texts(String name) {
        return text(name).isEmpty()
                ? List.of()
                : repeated(name).stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .toList();
    }

    /** Returns all values of a parameter that may be repeated, unchanged. */
    public List<String> repeated(String name) {
        return text(name).isEmpty()
                ? List.of()
                : values(name).stream().map(TextNormalizer::storable).toList();
    }

    /** Returns the caller's language. */
    public Language language() {
        return Language.of(headerOrText("language").orElse(null));
    }

    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> words) {
        return text(name).map(value -> input(name, value).oneOf(words, ErrorCode.INVALID_VALUE));
    }

    /** Returns a required value of an enumeration. */
    public <E extends Enum<E>> E requiredOneOf(String name, Class<E> words) {
        return oneOf(name, words)
                .orElseThrow(() -> ApiException.field(ErrorCode.MISSING_FIELD, name, null, JsonInput.words(words)));
    }

    /** Returns a required date. */
    public LocalDate date(String name) {
        return input(name, required(name, JsonInput.A_DATE)).date();
    }

    public boolean flag(String name) {
        return flag(name, false);
    }

    public boolean flag(String name, boolean otherwise) {
        return text(name).map(value -> input(name, value).flag()).orElse(otherwise);
    }

    /** An instant in any of the forms of {@link TimestampText}; null for none. */
    public @Nullable Instant instant(String name) {
        return moment(name).map(TimestampText::instant).orElse(null);
    }

    /** An instant up to which something is asked for, {@link TimestampText#asUpperEnd}; null for none. */
    public @Nullable Instant upperEnd(String name) {
        return moment(name).map(TimestampText::asUpperEnd).orElse(null);
    }

    private Optional<TimestampText> moment(String name) {
        return text(name).map(value -> TimestampText.ofQuery(value).orElseThrow(() -> JsonInput.noMoment(name, value)));
    }

    public PageRequest page() {
        return page(PageRequest.DEFAULT_SIZE);
    }

    /**
     * Returns the requested page. A size over the maximum is cut to it (our decision): the contract has no maximum, and the answer
     * tells the size of its page.
     *
     * @param defaultSize rows of a page if the call does not tell
     */
    public PageRequest page(int defaultSize) {
        return new PageRequest(integer("page", 0), Math.min(integer("size", defaultSize), PageRequest.MAX_SIZE));
    }

    public int integer(String name, int otherwise) {
        return text(name).map(value -> input(name, value).smallInteger()).orElse(otherwise);
    }

    /** Returns a parameter, or part of a path, for reading like a member of a body. */
    public static JsonInput input(String name, String value) {
        return new JsonInput(name, StringNode.valueOf(value));
    }
}
