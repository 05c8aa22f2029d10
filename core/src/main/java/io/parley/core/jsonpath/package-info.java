/** JSONPath as RFC 9535 has it, safe to run on paths that strangers send. */
@org.jspecify.annotations.NullMarked
package io.parley.core.jsonpath;
