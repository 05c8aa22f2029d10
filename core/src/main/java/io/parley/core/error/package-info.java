/** The catalogue of error codes, and errors in the vendor's format. */
@org.jspecify.annotations.NullMarked
package io.parley.core.error;
