package org.mmtck.conformance.check;

import org.jspecify.annotations.Nullable;
import org.mmtck.reports.outcome.MemoryMap;

/**
 * A rule that an answer broke.
 *
 * @param rule the rule
 * @param summary one sentence: what went wrong
 * @param demand what the rule demands at this step, and because of what state
 * @param block the block to point at in the picture, or null
 * @param also another rule that the same answer breaks, or null
 */
record Violation(
        Judged rule,
        String summary,
        String demand,
        MemoryMap.@Nullable Block block,
        @Nullable Violation also) {

    Violation(Judged rule, String summary, String demand, MemoryMap.@Nullable Block block) {
        this(rule, summary, demand, block, null);
    }

    /** Whether the rest of the sequence can still be judged: what the ledger holds is right all the same. */
    boolean leavesLedgerRight() {
        return switch (rule) {
            case BUDDY_21, BUDDY_4, CLAIM_1, ZONE_27, INV_2, INV_4, INV_8, INV_25, INV_33 -> true;
            case BUDDY_2, BUDDY_10, BUDDY_19, BUDDY_31, GFP_60, FREE_4, FREE_5, FREE_7, INV_28, INV_29 -> false;
        };
    }
}
