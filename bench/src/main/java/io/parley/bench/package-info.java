/** Measures the packaged product over HTTP, and beside it what could be had without it, on the same data in the same run. */
@NullMarked
package io.parley.bench;

import org.jspecify.annotations.NullMarked;
