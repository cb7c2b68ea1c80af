package org.mmtck.conformance.cli;

/** What a command tells the shell; the same for every command. */
public final class ExitCodes {
    /** The command did its work, and no rule failed. */
    public static final int OK = 0;

    /** A MUST rule failed. */
    public static final int FAILED = 1;

    /** Nothing can be said: a bound was hit, or nothing was exercised. */
    public static final int UNKNOWN = 2;

    /** Something broke, or the command was used wrongly. */
    public static final int ERROR = 3;

    static final String HEADING = "%nExit codes:%n";
    static final String LIST_OK = OK + ":at least one rule was exercised, and no MUST rule failed";
    static final String LIST_FAILED = FAILED + ":a MUST rule failed";
    static final String LIST_UNKNOWN = UNKNOWN + ":nothing can be said: a bound was hit, or nothing was exercised";
    static final String LIST_ERROR = ERROR + ":something broke, or the command was used wrongly";

    private ExitCodes() {}
}
