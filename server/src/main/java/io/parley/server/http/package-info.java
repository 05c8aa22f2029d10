/** Common parts of all HTTP calls: parameters, bodies, errors, formats, the page's files. */
@org.jspecify.annotations.NullMarked
package io.parley.server.http;
