package org.mmtck.impl.buddy;

import org.mmtck.spec.gfp.Migratetype;

/**
 * Moves the free pages of a whole pageblock from one type's lists to another's, together with the pageblock's type ({@code
 * mm/page_alloc.c: move_freepages_block} and its neighbours). All of it runs under the zone lock.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
class FreepageMoves {
    private static final int ISOLATE = Migratetype.ISOLATE.value();

    final BuddySystem buddy;
    final Zone zone;
    private final PageTable pages;

    FreepageMoves(BuddySystem buddy) {
        this.buddy = buddy;
        zone = buddy.zone;
        pages = zone.pages;
    }

    /** First page of the pageblock of this page ({@code pageblock_start_pfn}). */
    final int pageblockStart(int page) {
        return page & -(1 << zone.pageblockOrder);
    }

    /**
     * Whether the pageblock lies in the zone as a whole. The lock of one zone does not guard the pages of another, so a
     * pageblock that straddles the zone's edge is left alone ({@code prep_move_freepages_block}).
     */
    boolean zoneSpansPageblock(int page) {
        long start = zone.pfnOf(pageblockStart(page));
        long last = start + (1L << zone.pageblockOrder) - 1;
        return zone.shape.spans(start) && zone.shape.spans(last);
    }

    /**
     * Moves the free blocks of a pageblock to the tails of another type's lists, lowest first ({@code
     * __move_freepages_block}). The pageblock's type is the caller's to change, afterwards.
     *
     * @param start first page of the pageblock
     * @return pages moved
     */
    int rawMoveFreepagesBlock(int start, int oldMt, int newMt) {
        int moved = 0;
        int end = start + (1 << zone.pageblockOrder);
        int page = start;
        while (page < end) {
            if (pages.type[page] != PageTable.BUDDY) {
                page++;
                continue;
            }
            int order = pages.order[page];
            zone.moveToFreeList(page, order, oldMt, newMt);
            moved += 1 << order;
            page += 1 << order;
        }
        return moved;
    }

    /**
     * Moves the free pages of the pageblock of this page and gives it the new type ({@code move_freepages_block}).
     *
     * @return pages moved, 0 or more; or -1, and nothing changed, if the pageblock is not wholly in the zone
     */
    int moveFreepagesBlock(int page, int oldMt, int newMt) {
        if (!zoneSpansPageblock(page)) {
            return -1;
        }
        int start = pageblockStart(page);
        int moved = rawMoveFreepagesBlock(start, oldMt, newMt);
        zone.pageblocks.set(start, newMt);
        return moved;
    }

    /** The first page of the free block that contains this first page of a pageblock, or the page itself. */
    final int findLargeBuddy(int start) {
        int first = pages.blockContaining(start, zone.maxOrder);
        return first != Zone.NONE && pages.type[first] == PageTable.BUDDY ? first : start;
    }

    /**
     * Sets or clears the isolate bit of the pageblock of this page and moves its free pages to the lists where they belong
     * then. If the pageblock is part of a larger free block, that one is freed again in pieces, each under its own type ({@code
     * __move_freepages_block_isolate}).
     *
     * @return false, and nothing changed, if the pageblock is not wholly in the zone
     */
    boolean moveFreepagesBlockIsolate(int page, boolean isolate) {
        if (!zoneSpansPageblock(page)) {
            return false;
        }
        int start = pageblockStart(page);
        int large = findLargeBuddy(start);
        int order = pages.order[large];
        if (pages.type[large] == PageTable.BUDDY && order > zone.pageblockOrder) {
            zone.delPageFromFreeList(large, order, zone.getPfnblockMigratetype(large));
            zone.pageblocks.setIsolate(start, isolate);
            buddy.splitLargeBuddy(large, order, FpiFlags.NONE);
            return true;
        }
        int stored = zone.pageblocks.stored(start);
        if (isolate) {
            rawMoveFreepagesBlock(start, stored, ISOLATE);
        } else {
            rawMoveFreepagesBlock(start, ISOLATE, stored);
        }
        zone.pageblocks.setIsolate(start, isolate);
        return true;
    }
}
