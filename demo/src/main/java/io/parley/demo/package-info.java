/** Generated conversations for a first look. They contain no data of real clients, phone numbers or orders. */
@org.jspecify.annotations.NullMarked
package io.parley.demo;
