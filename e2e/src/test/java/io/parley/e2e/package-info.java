/**
 * Black-box tests of the packaged product, which runs in a separate process as in production. None of its code is on
 * the class path, so that these tests use only its public interfaces.
 */
@org.jspecify.annotations.NullMarked
package io.parley.e2e;
