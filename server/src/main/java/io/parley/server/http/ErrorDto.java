// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import java.util.Map;

/** Error response (contract). */
public record ErrorDto(String error, String message, Map<String, Object> args) {

    public static ErrorDto of(ApiException refused) {
        return new ErrorDto(refused.problem().code(), refused.words(), refused.args());
    }
}
