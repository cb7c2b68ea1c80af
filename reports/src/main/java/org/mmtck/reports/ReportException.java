package org.mmtck.reports;

/** A report could not be written. The message is one sentence that names the place and what is in the way. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
