package org.mmtck.spec.buddy;

import java.util.ArrayList;
import java.util.List;

/** Buddy arithmetic on page-frame numbers. */
public final class Buddies {
    /** The largest block order that any configuration here has: {@code MAX_PAGE_ORDER} of x86-64. */
    public static final int MAX_PAGE_ORDER = 10;

    private Buddies() {}

    /** How many pages a block of this order has. */
    public static long pages(int order) {
        checkOrder(order);
        return 1L << order;
    }

    /** Whether a block of this order may start at this page; false for a negative page. */
    public static boolean isAligned(long pfn, int order) {
        return pfn >= 0 && (pfn & (pages(order) - 1)) == 0;
    }

    /**
     * First page of the one block with which the block at {@code pfn} can merge ({@code mm/internal.h:
     * __find_buddy_pfn}).
     */
    public static long findBuddyPfn(long pfn, int order) {
        checkAligned(pfn, order);
        return pfn ^ pages(order);
    }

    /** First page of the block of the next order that the block at {@code pfn} and its buddy make together. */
    public static long parentPfn(long pfn, int order) {
        checkAligned(pfn, order);
        return pfn & ~pages(order);
    }

    /**
     * Largest order, at most {@code maxOrder}, of a block that may start at {@code start} and ends at or before {@code end}.
     * Page 0 is a multiple of everything.
     */
    public static int largestOrder(long start, long end, int maxOrder) {
        checkOrder(maxOrder);
        if (start < 0 || start >= end) {
            throw new IllegalArgumentException(
                    "no block starts in the range of pages " + start + ".." + end + " (end not included)");
        }
        int order = start == 0 ? maxOrder : Math.min(maxOrder, Long.numberOfTrailingZeros(start));
        while (start + pages(order) > end) {
            order--;
        }
        return order;
    }

    /**
     * Cuts a range of free pages into maximal naturally aligned blocks, in ascending order, as memory is handed over at
     * boot ({@code mm/memblock.c: __free_pages_memory}).
     *
     * @param start first page, 0 or more
     * @param end first page after the range; equal to {@code start} gives no blocks
     * @param maxOrder largest order of a block, 0..10
     */
    public static List<PageBlock> maximalBlocks(long start, long end, int maxOrder) {
        checkOrder(maxOrder);
        if (start < 0 || start > end) {
            throw new IllegalArgumentException("a range of pages cannot go from " + start + " to " + end);
        }
        List<PageBlock> blocks = new ArrayList<>();
        long pfn = start;
        while (pfn < end) {
            PageBlock block = new PageBlock(pfn, largestOrder(pfn, end, maxOrder));
            blocks.add(block);
            pfn = block.end();
        }
        return List.copyOf(blocks);
    }

    static void checkOrder(int order) {
        if (order < 0 || order > MAX_PAGE_ORDER) {
            throw new IllegalArgumentException("an order must be 0.." + MAX_PAGE_ORDER + ", not " + order);
        }
    }

    private static void checkAligned(long pfn, int order) {
        if (!isAligned(pfn, order)) {
            throw new IllegalArgumentException("pfn " + pfn + " is not a multiple of " + pages(order)
                    + ", so no block of order " + order + " starts there");
        }
    }
}
