/** Topics, actions and results of a project, and their display names. */
@org.jspecify.annotations.NullMarked
package io.parley.server.outcome;
