/** Localised texts for users. */
@org.jspecify.annotations.NullMarked
package io.parley.core.i18n;
