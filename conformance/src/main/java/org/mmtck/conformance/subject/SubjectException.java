package org.mmtck.conformance.subject;

/**
 * The subject, or the way to it, broke: it died, hung, spoke garbage or lied about what it can do. The message is one
 * sentence that names the place (line of the conversation) and what was expected. Leads to the verdict ERROR.
 */
public class SubjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SubjectException(String message) {
        super(message);
    }

    public SubjectException(String message, Throwable cause) {
        super(message, cause);
    }
}
