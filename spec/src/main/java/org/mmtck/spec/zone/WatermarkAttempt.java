package org.mmtck.spec.zone;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.Migratetype;

/**
 * One comparison of a watermark test with all its numbers, in pages: {@code net > min + lowmemReserve} must hold.
 *
 * @param step which of the up to three comparisons it is
 * @param mark what was asked for, before reductions
 * @param unusableRest 2^order - 1: a block of the order needs that many pages besides the one that counts
 * @param unusableHighatomic free HIGHATOMIC pages that this request may not use
 * @param unusableCma free CMA pages that this request may not use
 * @param reductions how {@code mark} became {@code min}, in order; empty if it was not lowered
 * @param min the effective minimum
 * @param lowmemReserve kept back for requests that cannot go to higher zones
 * @param net free pages less the unusable ones; the shortcut cuts it off at 0
 * @param looks the orders that were searched for a block, ascending; empty if it did not come to that
 * @param branch where the answer fell
 */
public record WatermarkAttempt(
        Step step,
        long mark,
        long unusableRest,
        long unusableHighatomic,
        long unusableCma,
        List<MinReduction> reductions,
        long min,
        long lowmemReserve,
        long net,
        List<OrderLook> looks,
        WatermarkBranch branch) {

    public WatermarkAttempt {
        reductions = List.copyOf(reductions);
        looks = List.copyOf(looks);
    }

    /** All pages that were deducted. */
    public long unusable() {
        return unusableRest + unusableHighatomic + unusableCma;
    }

    /** What {@link #net} had to exceed. */
    public long limit() {
        return min + lowmemReserve;
    }

    public boolean passed() {
        return branch.passes();
    }

    /** The comparisons in the order in which they are made. */
    public enum Step {
        /** Order 0 only; without reductions. */
        SHORTCUT,
        /** The test against the mark. */
        TEST,
        /** The test against MIN without boost, for small atomic requests. */
        UNBOOSTED
    }

    /**
     * A reserve that the request may dip into.
     *
     * @param allocFlag the bit of {@link AllocFlags} that allows it
     * @param before pages
     * @param after pages
     */
    public record MinReduction(int allocFlag, long before, long after) {}

    /**
     * One order of the search for a block.
     *
     * @param order the order
     * @param nrFree blocks on all its lists
     * @param usable the first list that had a block for this request, or null
     * @param refused lists that have blocks which this request may not take; only filled where {@code usable} is null
     */
    public record OrderLook(
            int order, long nrFree, @Nullable Migratetype usable, List<Migratetype> refused) {
        public OrderLook {
            refused = List.copyOf(refused);
        }
    }
}
