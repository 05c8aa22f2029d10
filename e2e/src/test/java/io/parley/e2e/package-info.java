/**
 * Black-box tests of the packaged product. It runs as a process of its own, as people run it; nothing of its code is on the class path,
 * so what these tests know is what a user can know.
 */
@org.jspecify.annotations.NullMarked
package io.parley.e2e;
