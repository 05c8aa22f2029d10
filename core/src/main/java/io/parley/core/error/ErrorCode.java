// SPDX-License-Identifier: Apache-2.0
package io.parley.core.error;

/**
 * The catalogue of all error codes. The wire form is {@code reporter.<kind>.<name>}, as the vendor's contract defines
 * for errors; the kind determines the HTTP status.
 */
public enum ErrorCode {
    MALFORMED_JSON(Kind.VALIDATION, "the body is not JSON"),
    MALFORMED_PROTOBUF(Kind.VALIDATION, "the body is not a protobuf message"),
    WRONG_TYPE(Kind.VALIDATION, "a value has another type than expected"),
    MISSING_FIELD(Kind.VALIDATION, "a required member or parameter is missing"),
    INVALID_VALUE(Kind.VALIDATION, "a value is none of those allowed"),
    INVALID_DATE(Kind.VALIDATION, "a value is no date-time with an offset, or lies outside 1970 to 9999"),
    OUT_OF_RANGE(Kind.VALIDATION, "a number is too small or too large"),
    UNKNOWN_FILTER_KEY(Kind.VALIDATION, "no filter has that key"),
    UNKNOWN_FILTER_TYPE(Kind.VALIDATION, "no filter has that type"),
    FILTER_TYPE_MISMATCH(Kind.VALIDATION, "the key does not take values of that type"),

    TOKEN_MISSING(Kind.AUTHENTICATION, "the call carries neither token nor session"),
    TOKEN_INVALID(Kind.AUTHENTICATION, "the token or session is unknown, revoked or expired"),
    LOGIN_FAILED(Kind.AUTHENTICATION, "wrong login or password"),

    NOT_ALLOWED(Kind.AUTHORIZATION, "the token's kind or the person's role does not permit the call"),
    PAGE_HEADER_MISSING(Kind.AUTHORIZATION, "the call relies on the cookie and lacks `X-Parley-Page: 1`"),

    NO_SUCH_PATH(Kind.NOT_FOUND, "there is nothing at this path"),
    PROJECT(Kind.NOT_FOUND, "no such project in the account"),
    SESSION(Kind.NOT_FOUND, "no such session"),
    CLIENT(Kind.NOT_FOUND, "no such client"),
    MESSAGE(Kind.NOT_FOUND, "no such message where it was looked for"),
    FILTER_SET(Kind.NOT_FOUND, "no such filter set in the account"),
    LABEL(Kind.NOT_FOUND, "no such label in the account's catalogue"),
    LABEL_GROUP(Kind.NOT_FOUND, "no such group of message labels in the account's catalogue"),
    OUTCOME(Kind.NOT_FOUND, "no such topic, action or result in the project's catalogue"),
    TASK(Kind.NOT_FOUND, "no such task, or it was deleted"),
    SCHEDULE(Kind.NOT_FOUND, "no such schedule within reach"),
    METRIC(Kind.NOT_FOUND, "no such metric"),
    EXPERIMENT(Kind.NOT_FOUND, "no such experiment in the project"),
    FILE(Kind.NOT_FOUND, "the report's file is gone"),
    TOKEN(Kind.NOT_FOUND, "no such token in the account, or it was revoked"),
    PERSON(Kind.NOT_FOUND, "no such person in the account"),
    WEBHOOK(Kind.NOT_FOUND, "no such webhook in the account"),
    DELIVERY(Kind.NOT_FOUND, "no such delivery of the webhook"),

    METHOD(Kind.METHOD_NOT_ALLOWED, "the path exists, the method does not"),
    NOT_FINISHED(Kind.CONFLICT, "the report is not complete, so there is no file to give"),
    TASK_FAILED(Kind.CONFLICT, "the report could not be written, so there is no file to give"),
    TASK_GOES_ON(Kind.CONFLICT, "the task deletes data and is not over; it cannot be taken back"),
    CLEANUP_OFF(Kind.CONFLICT, "the project keeps everything, so there is nothing to clean up"),
    EXPERIMENT_EXISTS(Kind.CONFLICT, "the project has another experiment of that key"),
    NAME_TAKEN(Kind.CONFLICT, "another of its kind has that name"),
    LAST_ADMIN(Kind.CONFLICT, "the account would be left without an administrator"),
    OUTCOME_HAS_DATA(Kind.CONFLICT, "sessions have the topic, action or result, so its key is there to stay"),
    TOO_MANY_SCHEDULES(Kind.CONFLICT, "the account has as many schedules as it may have"),
    TOO_MANY_FILTER_SETS(Kind.CONFLICT, "the account keeps as many filter sets as it may keep"),
    TOO_MANY_CHANNELS(Kind.CONFLICT, "the project has as many channels as it may have"),
    TOO_MANY_WEBHOOKS(Kind.CONFLICT, "the account has as many webhooks as it may have"),
    BODY_TOO_LARGE(Kind.TOO_LARGE, "the body is larger than the server takes"),
    MEDIA_TYPE(Kind.UNSUPPORTED, "the body's media type or encoding is not one that the call reads"),
    TOO_MANY_REQUESTS(Kind.RATE, "too many calls in a short time"),
    TOO_MANY_REPORTS(Kind.RATE, "as many reports wait to be written as may, of the account or of all"),
    UNEXPECTED(Kind.INTERNAL, "a fault of the server's; its log has the details"),
    STORE_CLOSING(Kind.UNAVAILABLE, "the server is shutting down; call again"),
    STORE_AWAY(Kind.UNAVAILABLE, "the database does not answer just now; call again"),
    OVERLOADED(
            Kind.UNAVAILABLE,
            "the calls in progress use all the memory, connections or threads that there are for them; call again after `Retry-After`");

    /** The category of an error, which determines the HTTP status. */
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
    private final String meaning;

    ErrorCode(Kind kind, String meaning) {
        this.kind = kind;
        this.meaning = meaning;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the general description: the sentence in the API document's table of errors, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Returns the wire form, such as {@code reporter.validation.unknown_filter_key}. */
    public String code() {
        return "reporter." + lower(kind) + "." + lower(this);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
