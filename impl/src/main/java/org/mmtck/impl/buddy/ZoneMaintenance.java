package org.mmtck.impl.buddy;

import org.mmtck.impl.seam.ZoneLock;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.ZoneWatermarks;

/**
 * What others than allocating and freeing tasks do to a zone: reclaim takes from the reserve, compaction takes free blocks, a
 * bad page is withdrawn, marks are set. Each call takes the zone lock for its whole length.
 */
public final class ZoneMaintenance {
    private final Zone zone;
    private final ZoneLock lock;
    private final ZoneSteps steps;

    /** Of the zone of this allocator. */
    public ZoneMaintenance(BuddyAllocator allocator) {
        zone = allocator.zone();
        lock = allocator.lock();
        steps = allocator.steps();
    }

    /**
     * Gives one pageblock, or the pageblocks of one large free block, of the reserve for atomic requests back ({@code
     * unreserve_highatomic_pageblock}, for one zone).
     *
     * @param type what they become: the type of the request that needs memory
     * @param force the last pageblock too
     * @return whether there was one with a free page
     */
    public boolean unreserveHighatomicPageblock(Migratetype type, boolean force) {
        if (!type.mergeable()) {
            throw new IllegalArgumentException(
                    "a pageblock can be given to UNMOVABLE, MOVABLE or RECLAIMABLE, not to " + type);
        }
        lock.lock();
        try {
            return steps.highatomic.unreserveHighatomicPageblock(type.value(), force);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes the free block that starts at this page, as compaction does ({@code __isolate_free_page}). It counts as allocated
     * then, with its order.
     *
     * @return its order, or -1 if no free block starts there or the MIN mark does not let it go
     */
    public int isolateFreePage(long pfn) {
        if (!zone.shape.spans(pfn)) {
            return Zone.NONE;
        }
        int page = zone.pageOf(pfn);
        lock.lock();
        try {
            int order = zone.pages.order[page];
            boolean free = zone.pages.type[page] == PageTable.BUDDY;
            if (!free || steps.taking.isolateFreePage(page, order) == 0) {
                return Zone.NONE;
            }
            zone.pages.setAllocated(page, order);
            return order;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one free page out for good, because its memory is bad ({@code take_page_off_buddy}); false if it is not free. */
    public boolean takePageOffBuddy(long pfn) {
        if (!zone.shape.spans(pfn)) {
            return false;
        }
        lock.lock();
        try {
            return steps.taking.takePageOffBuddy(zone.pageOf(pfn));
        } finally {
            lock.unlock();
        }
    }

    /** Sets the marks; as in {@code __setup_per_zone_wmarks} that ends a boost, whatever boost they come with. */
    public void setWatermarks(ZoneWatermarks marks) {
        lock.lock();
        try {
            zone.watermarks = marks.withBoost(0);
        } finally {
            lock.unlock();
        }
    }

    /** Sets {@code vm.watermark_boost_factor}: parts of 10000, 0 for no boost; must not be negative. */
    public void setWatermarkBoostFactor(int factor) {
        if (factor < 0) {
            throw new IllegalArgumentException("watermark_boost_factor must not be negative, but is " + factor);
        }
        lock.lock();
        try {
            zone.watermarkBoostFactor = factor;
        } finally {
            lock.unlock();
        }
    }

    /** Clears {@code ZONE_BOOSTED_WATERMARK}; true if it was set: the caller is to wake kswapd ({@code rmqueue}). */
    public boolean testAndClearBoostedWatermark() {
        if (!zone.boostedWatermark) {
            return false;
        }
        lock.lock();
        try {
            boolean was = zone.boostedWatermark;
            zone.boostedWatermark = false;
            zone.boostedSinceCleared = false;
            return was;
        } finally {
            lock.unlock();
        }
    }
}
