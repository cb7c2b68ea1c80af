package org.mmtck.reports.outcome;

import java.util.List;

/**
 * A picture of a range of pages at one moment.
 *
 * @param startPfn first page of the range, 0 or more
 * @param pages length of the range in pages, 1..{@value #MAX_PAGES}
 * @param blocks the blocks in it; pages in no block are of unknown state; blocks may overlap, or reach out of the range,
 *     when that is the finding
 */
public record MemoryMap(long startPfn, long pages, List<Block> blocks) {
    /** Longest range: 2^40 pages, 4 PiB of 4 KiB pages. */
    public static final long MAX_PAGES = 1L << 40;

    public MemoryMap {
        blocks = List.copyOf(blocks);
        if (startPfn < 0 || startPfn > Long.MAX_VALUE - MAX_PAGES) {
            throw new IllegalArgumentException("a range cannot start at pfn " + startPfn);
        }
        if (pages < 1 || pages > MAX_PAGES) {
            throw new IllegalArgumentException("a range must have 1.." + MAX_PAGES + " pages, not " + pages);
        }
    }

    /** One past the last page of the range. */
    public long endPfn() {
        return startPfn + pages;
    }

    /** Whether the block has a page in the range. */
    public boolean touches(Block block) {
        return block.pfn() < endPfn() && block.endPfn() > startPfn;
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
     * One block. An implementation that is wrong may name a block that cannot be, so the limits are wide.
     *
     * @param pfn first page, 0 or more
     * @param order 2^order pages, 0..{@value #MAX_ORDER}
     * @param state what is known of it
     */
    public record Block(long pfn, int order, State state) {
        /** Largest order that a picture can show; far beyond the kernel's MAX_PAGE_ORDER of 10. */
        public static final int MAX_ORDER = 40;

        public Block {
            if (pfn < 0) {
                throw new IllegalArgumentException("a block cannot start at pfn " + pfn);
            }
            if (order < 0 || order > MAX_ORDER) {
                throw new IllegalArgumentException("a block's order must be 0.." + MAX_ORDER + ", not " + order);
            }
        }

        /** Its length in pages. */
        public long pages() {
            return 1L << order;
        }

        /** One past its last page; {@link Long#MAX_VALUE} when that is beyond a long. */
        public long endPfn() {
            return pfn > Long.MAX_VALUE - pages() ? Long.MAX_VALUE : pfn + pages();
        }
    }
}
