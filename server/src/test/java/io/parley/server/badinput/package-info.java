/** Fuzz tests: mutated requests for every call of the API document. */
package io.parley.server.badinput;
