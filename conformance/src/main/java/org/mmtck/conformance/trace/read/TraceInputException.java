package org.mmtck.conformance.trace.read;

/** The file cannot be judged as a recording. The message is one sentence that names the file and what was expected. */
public final class TraceInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TraceInputException(String message) {
        super(message);
    }

    public TraceInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
