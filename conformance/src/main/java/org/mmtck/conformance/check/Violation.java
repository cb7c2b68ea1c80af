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
        Judged rule, String summary, String demand, MemoryMap.@Nullable Block block, @Nullable Violation also) {

    Violation(Judged rule, String summary, String demand, MemoryMap.@Nullable Block block) {
        this(rule, summary, demand, block, null);
    }

    /** Whether the rest of the sequence can still be judged: a broken SHOULD leaves the ledger right. */
    boolean leavesLedgerRight() {
        return rule == Judged.BUDDY_21;
    }
}
