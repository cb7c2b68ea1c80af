package org.mmtck.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** What the tests ask of processes. */
final class Processes {
    /** Only bounds a test that would otherwise never end. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Processes() {}

    /** Waits for the end of a process that has been told to end; one that nobody has collected yet counts as ended. */
    static void assertGone(ProcessHandle handle) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (runs(handle) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(runs(handle)).as("process %d still runs", handle.pid()).isFalse();
    }

    static boolean runs(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }
}
