package org.mmtck.conformance.explain.read;

/** A file that cannot be used. The message is one sentence for a person: the place, what is wrong, what was expected. */
public final class BadInputException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param place file name, with {@code :line} where a line is at fault
     * @param problem what is wrong there
     * @param expected what was expected instead
     */
    public BadInputException(String place, String problem, String expected) {
        super(place + ": " + problem + "; expected " + expected);
    }
}
