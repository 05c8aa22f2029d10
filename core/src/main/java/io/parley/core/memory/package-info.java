/** How much memory calls may hold in sum. */
@org.jspecify.annotations.NullMarked
package io.parley.core.memory;
