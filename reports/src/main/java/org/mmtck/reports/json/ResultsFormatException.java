package org.mmtck.reports.json;

/** What was read is not the results of a run. The message is one sentence that names the place and what was expected. */
public final class ResultsFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ResultsFormatException(String message) {
        super(message);
    }

    ResultsFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
