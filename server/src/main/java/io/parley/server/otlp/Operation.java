// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

/** What a span is to a conversation. */
enum Operation {
    /** A turn of an agent, a workflow or a chain. */
    AGENT,
    /** A call of a language model; a turn where no agent reports one. */
    MODEL,
    /** The execution of a tool. */
    TOOL,
    /** Another step, without a message: retrieval, embeddings, a guardrail. */
    STEP,
    /** Nothing of a conversation; it links its children to its parent. */
    NONE
}
