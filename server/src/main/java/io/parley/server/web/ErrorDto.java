// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

import io.parley.core.problem.Refused;
import java.util.Map;

/** Error response (contract). */
public record ErrorDto(String error, String message, Map<String, Object> args) {

    public static ErrorDto of(Refused refused) {
        return new ErrorDto(refused.problem().code(), refused.words(), refused.args());
    }
}
