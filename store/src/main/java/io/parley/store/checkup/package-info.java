/** Consistency checks of a store. */
@NullMarked
package io.parley.store.checkup;

import org.jspecify.annotations.NullMarked;
