// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

/** What a {@link Dialect} has names for. */
enum Meaning {
    /** What the user says: messages in any form, or a text. The last message of a user counts. */
    INPUT,
    /** What the bot says: messages in any form, or a text. */
    OUTPUT,
    SESSION,
    USER,
    /** Name of the agent, or of the application, that is one bot of the project. */
    AGENT,
    MODEL,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    /** In US dollars. */
    COST,
    /** Name of a tool that is executed. */
    TOOL,
    FINISH_REASONS,
    /** Text of an error. */
    ERROR,
    ENVIRONMENT
}
