package org.mmtck.conformance.wire;

import java.util.Map;

/** Says in words how a process ended. */
final class ExitStatus {
    /** A process that dies from signal N shows as status 128 + N, in the JVM as in a shell. */
    private static final int SIGNALLED = 128;

    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV",
            13, "SIGPIPE", 15, "SIGTERM");

    private ExitStatus() {}

    /** For example {@code exited with status 3}, or {@code was killed by signal 11 (SIGSEGV)}. */
    static String describe(int status) {
        int signal = status - SIGNALLED;
        if (signal <= 0 || signal > 64) {
            return "exited with status " + status;
        }
        String name = SIGNALS.get(signal);
        return "was killed by signal " + signal + (name == null ? "" : " (" + name + ")");
    }
}
