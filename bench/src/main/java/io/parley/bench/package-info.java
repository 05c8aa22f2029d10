/** Benchmarks of the packaged product over HTTP, compared with alternatives on the same data in the same run. */
@NullMarked
package io.parley.bench;

import org.jspecify.annotations.NullMarked;
