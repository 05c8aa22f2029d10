/** The catalogue of everything that can be refused, in the vendor's error shape. */
@org.jspecify.annotations.NullMarked
package io.parley.core.problem;
