/** The tables, each column declared once: its name, its type, how it is written from a row and read back. */
@org.jspecify.annotations.NullMarked
package io.parley.store.rows;
