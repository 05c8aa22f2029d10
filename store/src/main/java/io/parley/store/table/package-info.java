/** The tables. Each column is declared once: its name, its type, its value of a row, and how it is read. */
@org.jspecify.annotations.NullMarked
package io.parley.store.table;
