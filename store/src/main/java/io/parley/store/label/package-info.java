/** An account's catalogue of labels and label groups. */
@org.jspecify.annotations.NullMarked
package io.parley.store.label;
