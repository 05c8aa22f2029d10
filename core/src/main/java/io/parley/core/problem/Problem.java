package io.parley.core.problem;

/**
 * Everything Parley refuses or fails at, one line each. On the wire a problem is {@code reporter.<kind>.<name>}, the form the
 * vendor's contract gives for errors; the kind decides the HTTP status.
 */
public enum Problem {
    MALFORMED_JSON(Kind.VALIDATION),
    WRONG_TYPE(Kind.VALIDATION),
    MISSING_FIELD(Kind.VALIDATION),
    INVALID_VALUE(Kind.VALIDATION),
    INVALID_DATE(Kind.VALIDATION),
    OUT_OF_RANGE(Kind.VALIDATION),
    UNKNOWN_FILTER_KEY(Kind.VALIDATION),
    UNKNOWN_FILTER_TYPE(Kind.VALIDATION),
    FILTER_TYPE_MISMATCH(Kind.VALIDATION),

    TOKEN_MISSING(Kind.AUTHENTICATION),
    TOKEN_INVALID(Kind.AUTHENTICATION),
    LOGIN_FAILED(Kind.AUTHENTICATION),

    NOT_ALLOWED(Kind.AUTHORIZATION),
    PAGE_HEADER_MISSING(Kind.AUTHORIZATION),

    NO_SUCH_PATH(Kind.NOT_FOUND),
    PROJECT(Kind.NOT_FOUND),
    SESSION(Kind.NOT_FOUND),
    TASK(Kind.NOT_FOUND),
    FILE(Kind.NOT_FOUND),

    METHOD(Kind.METHOD_NOT_ALLOWED),
    NOT_FINISHED(Kind.CONFLICT),
    BODY_TOO_LARGE(Kind.TOO_LARGE),
    MEDIA_TYPE(Kind.UNSUPPORTED),
    TOO_MANY_REQUESTS(Kind.RATE),
    STORE_CLOSING(Kind.UNAVAILABLE),
    UNEXPECTED(Kind.INTERNAL);

    /** What sort of refusal it is, which is all that HTTP wants to know. */
    public enum Kind {
        VALIDATION,
        AUTHENTICATION,
        AUTHORIZATION,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        CONFLICT,
        TOO_LARGE,
        UNSUPPORTED,
        RATE,
        UNAVAILABLE,
        INTERNAL
    }

    private final Kind kind;

    Problem(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The wire name, {@code reporter.validation.unknown_filter_key} for instance. */
    public String code() {
        return "reporter." + lower(kind) + "." + lower(this);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
