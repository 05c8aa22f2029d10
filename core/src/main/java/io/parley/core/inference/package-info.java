/** Statistical inference from samples, with the distributions and tests of Apache Commons Statistics. */
@org.jspecify.annotations.NullMarked
package io.parley.core.inference;
