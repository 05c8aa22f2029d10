/** Requests spoiled in every way we could think of, at every call of the API document. */
package io.parley.server.badinput;
