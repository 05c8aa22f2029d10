// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;

class OtlpController {
    static final int MOST_ITEMS = 50_000;
    static ApiException tooMany() {
        return ApiException.field(ErrorCode.BODY_TOO_LARGE, "body", "more", "at most " + MOST_ITEMS + " spans or log records");
    }
}
