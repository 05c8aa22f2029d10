/** Looking for what must not be in a store. */
@NullMarked
package io.parley.store.checkup;

import org.jspecify.annotations.NullMarked;
