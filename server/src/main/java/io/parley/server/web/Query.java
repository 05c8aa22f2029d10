// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import io.parley.core.log.Texts;
import io.parley.core.page.PageRequest;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.core.time.MomentText;
import io.parley.core.words.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** A call's query parameters, read with the same words of refusal as bodies. */
public record Query(HttpServletRequest request) {

    public Optional<String> text(String name) {
        try {
            // Whatever is kept or looked up, no engine has it otherwise.
            return Optional.ofNullable(request.getParameter(name))
                    .filter(value -> !value.isEmpty())
                    .map(Texts::storable);
        } catch (IllegalStateException unreadable) {
            throw Refused.field(
                    Problem.INVALID_VALUE, "query", request.getQueryString(), "parameters encoded as RFC 3986 has it");
        }
    }

    public String required(String name, String expected) {
        return text(name).orElseThrow(() -> Refused.field(Problem.MISSING_FIELD, name, null, expected));
    }

    /** A header, or else the query parameter of its name in lower case (the contract's own leftovers have both). */
    public Optional<String> headerOrText(String name) {
        return Optional.ofNullable(request.getHeader(name))
                .filter(value -> !value.isBlank())
                .or(() -> text(name.toLowerCase(Locale.ROOT)));
    }

    /** All values of a parameter, whether it is repeated or holds several with commas between them. */
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

    /** All values of a parameter that may be repeated, each as it is. */
    public List<String> repeated(String name) {
        return text(name).isEmpty()
                ? List.of()
                : Arrays.stream(request.getParameterValues(name))
                        .map(Texts::storable)
                        .toList();
    }

    /** The language that the caller reads. */
    public Language language() {
        return Language.of(headerOrText("language").orElse(null));
    }

    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> words) {
        return text(name).map(value -> input(name, value).oneOf(words, Problem.INVALID_VALUE));
    }

    /** One of an enumeration's words, which must be there. */
    public <E extends Enum<E>> E requiredOneOf(String name, Class<E> words) {
        return oneOf(name, words)
                .orElseThrow(() -> Refused.field(Problem.MISSING_FIELD, name, null, Input.words(words)));
    }

    /** A day of the calendar, which must be there. */
    public LocalDate date(String name) {
        return input(name, required(name, Input.A_DATE)).date();
    }

    public boolean flag(String name) {
        return text(name).map(value -> input(name, value).flag()).orElse(false);
    }

    /** An instant in any of the forms of {@link MomentText}; null for none. */
    public @Nullable Instant instant(String name) {
        return moment(name).map(MomentText::instant).orElse(null);
    }

    /** An instant up to which something is asked for, {@link MomentText#asUpperEnd}; null for none. */
    public @Nullable Instant upperEnd(String name) {
        return moment(name).map(MomentText::asUpperEnd).orElse(null);
    }

    private Optional<MomentText> moment(String name) {
        return text(name).map(value -> MomentText.ofQuery(value).orElseThrow(() -> Input.noMoment(name, value)));
    }

    public PageRequest page() {
        return new PageRequest(integer("page", 0), integer("size", PageRequest.DEFAULT_SIZE));
    }

    public int integer(String name, int otherwise) {
        return text(name).map(value -> input(name, value).smallInteger()).orElse(otherwise);
    }

    /** A parameter, or a piece of a path, to be read as a body's members are. */
    public static Input input(String name, String value) {
        return new Input(name, StringNode.valueOf(value));
    }
}
