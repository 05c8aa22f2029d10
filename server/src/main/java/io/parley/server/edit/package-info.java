/** Annotations of conversations: labels and their catalogue, comments, blocks of clients. */
@org.jspecify.annotations.NullMarked
package io.parley.server.edit;
