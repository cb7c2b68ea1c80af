package org.mmtck.spec.buddy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The free blocks of one zone whose pageblocks all have one migratetype, given the live blocks: what must be free follows
 * from what is live, whatever happened before. A buddy system merges completely at each free, so every run of free pages
 * is cut into its maximal naturally aligned blocks, exactly as {@link Buddies#maximalBlocks} cuts a range at boot.
 * ({@code mm/page_alloc.c: __free_one_page}, {@code expand}; the lists' contents, not their order.)
 */
public final class FreeBlocks {
    private final List<PageBlock> blocks;
    private final int[] countByOrder;
    private final long pages;

    private FreeBlocks(List<PageBlock> blocks, int maxOrder) {
        this.blocks = List.copyOf(blocks);
        countByOrder = new int[maxOrder + 1];
        long sum = 0;
        for (PageBlock block : blocks) {
            countByOrder[block.order()]++;
            sum += block.pages();
        }
        pages = sum;
    }

    /**
     * The free blocks of the zone {@code [start, end)}.
     *
     * @param start first page of the zone, 0 or more
     * @param end first page after the zone
     * @param maxOrder largest order of a block, 0..10
     * @param live the live blocks, in any sequence
     * @throws IllegalArgumentException if a live block is not inside the zone or two of them overlap
     */
    public static FreeBlocks of(long start, long end, int maxOrder, Collection<PageBlock> live) {
        PageBlock[] sorted = live.toArray(new PageBlock[0]);
        Arrays.sort(sorted);
        List<PageBlock> free = new ArrayList<>();
        long next = start;
        for (PageBlock block : sorted) {
            checkLive(start, end, maxOrder, block);
            if (block.pfn() < next) {
                throw new IllegalArgumentException(
                        "live block " + block + " overlaps another one that ends at pfn " + next);
            }
            free.addAll(Buddies.maximalBlocks(next, block.pfn(), maxOrder));
            next = block.end();
        }
        free.addAll(Buddies.maximalBlocks(next, end, maxOrder));
        return new FreeBlocks(free, maxOrder);
    }

    private static void checkLive(long start, long end, int maxOrder, PageBlock block) {
        if (block.order() > maxOrder) {
            throw new IllegalArgumentException("live block " + block + " is larger than the largest order " + maxOrder);
        }
        if (block.pfn() < start || block.end() > end) {
            throw new IllegalArgumentException("live block " + block + " is not inside the zone of pages " + start
                    + ".." + end + " (end not included)");
        }
    }

    /** All free blocks by ascending page. */
    public List<PageBlock> blocks() {
        return blocks;
    }

    /** How many free blocks of this order there are (what {@code nr_free} must be); 0 above the largest order. */
    public int count(int order) {
        Buddies.checkOrder(order);
        return order < countByOrder.length ? countByOrder[order] : 0;
    }

    /** How many pages are free (what NR_FREE_PAGES must be). */
    public long pages() {
        return pages;
    }

    /** Whether a request of this order must be served: some free block is at least that large. */
    public boolean canAllocate(int order) {
        Buddies.checkOrder(order);
        for (int larger = order; larger < countByOrder.length; larger++) {
            if (countByOrder[larger] > 0) {
                return true;
            }
        }
        return false;
    }

    /** For people: the blocks. */
    @Override
    public String toString() {
        return blocks.toString();
    }
}
