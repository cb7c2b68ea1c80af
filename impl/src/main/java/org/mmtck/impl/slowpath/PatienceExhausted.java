package org.mmtck.impl.slowpath;

/** An allocation went round more often than {@link SlowpathEnvironment#patience()}; a kernel would still go on. */
public final class PatienceExhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PatienceExhausted(Attempt attempt, int patience) {
        super("the allocation of " + attempt + " came to RESTART and RETRY " + attempt.rounds + " times, limit "
                + patience);
    }
}
