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

    private ExitCodes() {}
}
