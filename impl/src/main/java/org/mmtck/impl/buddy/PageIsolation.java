package org.mmtck.impl.buddy;

import org.mmtck.impl.seam.ZoneLock;
import org.mmtck.spec.gfp.Migratetype;

/**
 * Puts whole pageblocks out of the allocator's reach and back into it ({@code mm/page_isolation.c}). Takes the zone lock once
 * for each pageblock, as the kernel does, so others may allocate and free in between.
 *
 * <p>Not final, so that tests can plant a wrong step. Compound pages are not known here: a block is judged page by page, and its tail pages have no references.
 */
public class PageIsolation {
    private static final int ISOLATE = Migratetype.ISOLATE.value();
    private static final int CMA = Migratetype.CMA.value();

    private final Zone zone;
    private final ZoneLock lock;
    private final FreepageMoves moves;
    private final FreePageTaking taking;
    private final MovablePages movablePages;
    private final boolean zoneMovable;

    /**
     * Isolation in the zone of this allocator.
     *
     * @param movablePages who knows which allocated pages can be moved
     * @param zoneMovable whether it is ZONE_MOVABLE, where everything but reserved pages can be
     */
    public PageIsolation(BuddyAllocator allocator, MovablePages movablePages, boolean zoneMovable) {
        zone = allocator.zone();
        lock = allocator.lock();
        taking = allocator.steps().taking;
        moves = taking.moves;
        this.movablePages = movablePages;
        this.zoneMovable = zoneMovable;
    }

    /**
     * Isolates all pageblocks that cover a range: the first, the last, then those between ({@code start_isolate_page_range}).
     *
     * @param startPfn first page, in the zone
     * @param endPfn first page after the range, above the first and at most the zone's end
     * @return false if one of them cannot be isolated (the kernel says -EBUSY); then none is that was not before
     */
    public final boolean startIsolatePageRange(long startPfn, long endPfn, IsolateMode mode) {
        if (startPfn >= endPfn || !zone.shape.spans(startPfn) || !zone.shape.spans(endPfn - 1)) {
            throw new IllegalArgumentException(
                    "pages " + startPfn + ".." + endPfn + " cannot be isolated in a zone of " + zone.shape);
        }
        int start = zone.pageOf(startPfn);
        int end = zone.pageOf(endPfn);
        int size = 1 << zone.pageblockOrder;
        int first = moves.pageblockStart(start);
        int last = moves.pageblockStart(end - 1);
        if (!setMigratetypeIsolate(first, start, end, mode)) {
            return false;
        }
        if (first != last && !setMigratetypeIsolate(last, start, end, mode)) {
            unsetMigratetypeIsolate(first);
            return false;
        }
        for (int block = first + size; block < last; block += size) {
            if (!setMigratetypeIsolate(block, start, end, mode)) {
                undo(first, block);
                unsetMigratetypeIsolate(last);
                return false;
            }
        }
        return true;
    }

    /**
     * Ends the isolation of all pageblocks that cover a range, lowest first ({@code undo_isolate_page_range}). Those that are not
     * isolated stay as they are.
     *
     * @param startPfn first page, in the zone
     * @param endPfn first page after the range, at most the zone's end
     */
    public final void undoIsolatePageRange(long startPfn, long endPfn) {
        if (startPfn < endPfn) {
            undo(moves.pageblockStart(zone.pageOf(startPfn)), zone.pageOf(endPfn));
        }
    }

    private void undo(int first, int end) {
        for (int block = first; block < end; block += 1 << zone.pageblockOrder) {
            unsetMigratetypeIsolate(block);
        }
    }

    /** Isolates one pageblock; false if it is isolated, holds an unmovable page, or is not wholly in the zone. */
    private boolean setMigratetypeIsolate(int block, int start, int end, IsolateMode mode) {
        int from = Math.max(block, start);
        int to = Math.min(block + (1 << zone.pageblockOrder), end);
        lock.lock();
        try {
            if (zone.getPfnblockMigratetype(block) == ISOLATE || hasUnmovablePages(from, to, mode)) {
                return false;
            }
            if (!moves.moveFreepagesBlockIsolate(block, true)) {
                return false;
            }
            zone.nrIsolatePageblock++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether some page of a part of a pageblock can neither be moved nor is free ({@code has_unmovable_pages}). */
    private boolean hasUnmovablePages(int from, int to, IsolateMode mode) {
        if (zone.getPfnblockMigratetype(from) == CMA) {
            return mode != IsolateMode.CMA_ALLOC;
        }
        for (int page = from; page < to; page++) {
            if (isUnmovable(page, mode)) {
                return true;
            }
        }
        return false;
    }

    boolean isUnmovable(int page, IsolateMode mode) {
        PageTable pages = zone.pages;
        if (pages.type[page] == PageTable.RESERVED) {
            return true;
        }
        if (zoneMovable || pages.refcount[page] == 0) {
            return false;
        }
        if (mode == IsolateMode.MEM_OFFLINE && pages.type[page] == PageTable.TAKEN_OFF) {
            return false;
        }
        return !movablePages.isMovable(zone.pfnOf(page));
    }

    void unsetMigratetypeIsolate(int block) {
        lock.lock();
        try {
            if (zone.getPfnblockMigratetype(block) != ISOLATE) {
                return;
            }
            int order = zone.pages.order[block];
            if (hasBuddyToMergeWith(block) && taking.isolateFreePage(block, order) > 0) {
                zone.pageblocks.setIsolate(block, false);
                taking.putbackIsolatedPage(block, order, zone.getPfnblockMigratetype(block));
            } else {
                moves.moveFreepagesBlockIsolate(block, false);
            }
            zone.nrIsolatePageblock--;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a free block that starts with this pageblock could merge once it is no longer isolated: moving would not. */
    boolean hasBuddyToMergeWith(int block) {
        int order = zone.pages.order[block];
        boolean free = zone.pages.type[block] == PageTable.BUDDY;
        if (!free || order < zone.pageblockOrder || order >= zone.maxOrder) {
            return false;
        }
        int buddy = block ^ (1 << order);
        return moves.buddy.pageIsBuddy(buddy, order) && zone.getPfnblockMigratetype(buddy) != ISOLATE;
    }
}
