package io.parley.server.web;

import io.parley.core.page.PageRequest;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** A call's query parameters, read with the same words of refusal as bodies. */
public record Query(HttpServletRequest request) {

    public Optional<String> text(String name) {
        try {
            return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isEmpty());
        } catch (IllegalStateException unreadable) {
            throw Refused.field(
                    Problem.INVALID_VALUE, "query", request.getQueryString(), "parameters encoded as RFC 3986 has it");
        }
    }

    public String required(String name, String expected) {
        return text(name).orElseThrow(() -> Refused.field(Problem.MISSING_FIELD, name, null, expected));
    }

    public boolean flag(String name) {
        return text(name).map(value -> input(name, value).flag()).orElse(false);
    }

    public @Nullable Instant instant(String name) {
        // A plus sign in a query is a space by the rules, but whoever writes +03:00 there means the plus.
        return text(name).map(value -> Input.instant(name, value.replace(' ', '+'))).orElse(null);
    }

    public PageRequest page() {
        return new PageRequest(integer("page", 0), integer("size", PageRequest.DEFAULT_SIZE));
    }

    private int integer(String name, int otherwise) {
        return text(name)
                .map(value -> {
                    long number = input(name, value).integer();
                    if (number != (int) number) {
                        throw Refused.field(Problem.OUT_OF_RANGE, name, value, "a number that fits 32 bits");
                    }
                    return (int) number;
                })
                .orElse(otherwise);
    }

    private static Input input(String name, String value) {
        return new Input(name, StringNode.valueOf(value));
    }
}
