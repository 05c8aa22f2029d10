/** JSONPath (RFC 9535) with cost limits, safe for paths from untrusted clients. */
@org.jspecify.annotations.NullMarked
package io.parley.jsonpath;
