package org.mmtck.spec.zone;

import java.util.List;

/**
 * The answer of a watermark test with everything that was compared. Pages throughout.
 *
 * @param passed the answer
 * @param order of the request
 * @param mark the mark, boost included
 * @param highestZoneidx index of the highest zone that the request could use
 * @param allocFlags bits of {@link AllocFlags}
 * @param free free pages of the zone
 * @param attempts the one to three comparisons, in order; the last one decided
 */
public record WatermarkVerdict(
        boolean passed,
        int order,
        long mark,
        int highestZoneidx,
        int allocFlags,
        long free,
        List<WatermarkAttempt> attempts) {

    public WatermarkVerdict {
        attempts = List.copyOf(attempts);
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("a watermark test makes at least one comparison");
        }
    }

    /** The comparison that gave the answer. */
    public WatermarkAttempt deciding() {
        return attempts.get(attempts.size() - 1);
    }

    /** Where the answer fell. */
    public WatermarkBranch branch() {
        return deciding().branch();
    }

    /**
     * How many more free pages would have passed the comparison that decided; 0 if it passed, or if it failed for lack of a
     * block and not of pages.
     */
    public long shortBy() {
        WatermarkAttempt last = deciding();
        return last.branch() == WatermarkBranch.BASE_FAILED ? last.limit() + 1 - last.net() : 0;
    }
}
