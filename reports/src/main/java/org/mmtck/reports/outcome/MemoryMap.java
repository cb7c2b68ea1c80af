package org.mmtck.reports.outcome;

import java.util.List;

/**
 * A picture of a range of pages at one moment.
 *
 * @param startPfn first page of the range
 * @param pages length of the range in pages
 * @param blocks the blocks in it; pages in no block are of unknown state; blocks may overlap when that is the finding
 */
public record MemoryMap(long startPfn, long pages, List<Block> blocks) {
    public MemoryMap {
        blocks = List.copyOf(blocks);
    }

    /** What is known of a block. */
    public enum State {
        FREE,
        LIVE,
        /** Should be free, but the subject can no longer hand it out. */
        LOST,
        /** The block that breaks the rule. */
        BAD
    }

    /**
     * One block.
     *
     * @param pfn first page
     * @param order 2^order pages
     * @param state what is known of it
     */
    public record Block(long pfn, int order, State state) {}
}
