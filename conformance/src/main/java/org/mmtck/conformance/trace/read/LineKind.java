package org.mmtck.conformance.trace.read;

/** What a line of a recording is. */
public enum LineKind {
    /** A page event with all its fields. */
    PAGE_EVENT,
    /** An event of another kind; only its header was read. */
    OTHER_EVENT,
    /** A comment, a line of the file's own header, part of a stack trace, or nothing at all. */
    COMMENT,
    /** A CPU's buffer ran over: {@code CPU:1 [LOST 12 EVENTS]}. */
    LOST,
    /** The recording of one CPU begins only here: {@code ##### CPU 1 buffer started ####}. */
    BUFFER_STARTED,
    /** None of these: cut or garbled. */
    TORN
}
