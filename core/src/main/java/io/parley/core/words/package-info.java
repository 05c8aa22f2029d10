/** What people read: texts in the languages that Parley speaks. */
@org.jspecify.annotations.NullMarked
package io.parley.core.words;
