package org.mmtck.conformance.wire;

/** A reply that is not what was asked for. */
final class BadReplyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    BadReplyException(String why) {
        super(why);
        this.why = why;
    }

    /** The end of a sentence that says what is wrong with it, or what to do. */
    String why() {
        return why;
    }
}
