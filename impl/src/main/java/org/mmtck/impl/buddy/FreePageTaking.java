package org.mmtck.impl.buddy;

import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.AllocFlags;
import org.mmtck.spec.zone.ZoneCounters;
import org.mmtck.spec.zone.ZoneWatermark;
import org.mmtck.spec.zone.ZoneWatermarks;

/**
 * Takes chosen free pages out of the buddy system, whatever list they are on: for compaction, and for good when a page is bad
 * ({@code mm/page_alloc.c: __isolate_free_page}, {@code take_page_off_buddy}). All of it runs under the zone lock.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
class FreePageTaking {
    private static final int ISOLATE = Migratetype.ISOLATE.value();
    private static final int MOVABLE = Migratetype.MOVABLE.value();

    final FreepageMoves moves;
    final Zone zone;
    private final PageTable pages;
    private final ZoneCounters counters;

    FreePageTaking(FreepageMoves moves) {
        this.moves = moves;
        zone = moves.zone;
        pages = zone.pages;
        counters = new ZoneMarks(zone);
    }

    /**
     * Removes the free block that starts at the page, if the MIN mark allows it to go. A block of at least half a pageblock makes
     * its pageblocks movable where their type may change: what is left of them will be filled with movable pages.
     *
     * @param page first page of a free block
     * @param order of that block
     * @return pages removed: 2^order, or 0
     */
    int isolateFreePage(int page, int order) {
        int mt = zone.getPfnblockMigratetype(page);
        if (mt != ISOLATE && !markAllows(order)) {
            return 0;
        }
        zone.delPageFromFreeList(page, order, mt);
        if (order >= zone.pageblockOrder - 1) {
            makeMovable(page, order);
        }
        return 1 << order;
    }

    /** The mark without boost, raised by the block, tested as if for a single page: the block itself is known to exist. */
    boolean markAllows(int order) {
        long mark = zone.watermarks.watermark(ZoneWatermarks.WMARK_MIN) + (1L << order);
        return ZoneWatermark.zoneWatermarkOk(counters, 0, mark, 0, AllocFlags.ALLOC_CMA);
    }

    void makeMovable(int page, int order) {
        for (int p = page; p < page + (1 << order); p += 1 << zone.pageblockOrder) {
            int mt = zone.getPfnblockMigratetype(p);
            if (BuddySystem.migratetypeIsMergeable(mt)) {
                moves.moveFreepagesBlock(p, mt, MOVABLE);
            }
        }
    }

    /** Puts a block that was removed back, at the tail of its list ({@code __putback_isolated_page}). */
    final void putbackIsolatedPage(int page, int order, int mt) {
        moves.buddy.freeOnePage(page, order, mt, FpiFlags.TO_TAIL);
    }

    /** Takes one free page out for good; the rest of its block stays free, in the largest pieces. False if it is not free. */
    boolean takePageOffBuddy(int page) {
        int head = pages.blockContaining(page, zone.maxOrder);
        if (head == Zone.NONE || pages.type[head] != PageTable.BUDDY) {
            return false;
        }
        int order = pages.order[head];
        int mt = zone.getPfnblockMigratetype(head);
        zone.delPageFromFreeList(head, order, mt);
        breakDownBuddyPages(head, page, order, mt);
        pages.setTakenOff(page);
        return true;
    }

    /** Halves a block down to the target and lists every half without it ({@code break_down_buddy_pages}). */
    void breakDownBuddyPages(int head, int target, int high, int mt) {
        int page = head;
        for (int order = high - 1; order >= 0; order--) {
            int upper = page + (1 << order);
            int free = target >= upper ? page : upper;
            page = target >= upper ? upper : page;
            zone.rawAddToFreeList(free, order, mt, false);
            zone.accountFreepages(1L << order, mt);
            pages.setBuddyOrder(free, order);
        }
    }
}
