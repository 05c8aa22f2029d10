// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

/** A file lacks something that an option has to say. The message names the option and offers a value. */
public final class MissingOptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Names an option.
     *
     * @param lack what the file does not say, such as "does not say the time zone"
     * @param option such as {@code --zone}
     * @param offer a value that may fit
     */
    MissingOptionException(String lack, String option, String offer) {
        super("the file " + lack + "; give it with " + option + ", for example " + option + " " + quoted(offer));
    }

    private static String quoted(String offer) {
        return offer.matches("[\\w./:+-]+") ? offer : "'" + offer.replace("'", "'\\''") + "'";
    }
}
