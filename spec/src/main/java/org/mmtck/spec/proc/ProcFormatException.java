package org.mmtck.spec.proc;

/** A text is not what a kernel prints. The message is one sentence: file, line, what was expected and what is there. */
public final class ProcFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ProcFormatException(String message) {
        super(message);
    }
}
