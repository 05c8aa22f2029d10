/** Consistency checks of a store. */
@NullMarked
package io.parley.store.consistency;

import org.jspecify.annotations.NullMarked;
