package org.mmtck.impl.buddy;

import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.AllocFlags;
import org.mmtck.spec.zone.WatermarkBoost;
import org.mmtck.spec.zone.ZoneWatermarks;

/**
 * What is done when the lists of the requested type are empty: claim a whole pageblock of another type, or else steal one
 * block of it ({@code mm/page_alloc.c: __rmqueue}, {@code __rmqueue_claim}, {@code __rmqueue_steal}). All of it runs under
 * the zone lock.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
class Fallback {
    /** No block of any type to fall back to at this order. */
    static final int NOTHING = -1;

    /** At this order, and so at each lower one, no pageblock may be claimed. */
    static final int NOT_CLAIMABLE = -2;

    private static final int UNMOVABLE = Migratetype.UNMOVABLE.value();
    private static final int MOVABLE = Migratetype.MOVABLE.value();
    private static final int RECLAIMABLE = Migratetype.RECLAIMABLE.value();
    private static final int CMA = Migratetype.CMA.value();

    /** By requested type: where else to look, the better first ({@code fallbacks}). */
    private static final int[][] FALLBACKS = {
        {RECLAIMABLE, MOVABLE}, {RECLAIMABLE, UNMOVABLE}, {UNMOVABLE, MOVABLE},
    };

    final FreepageMoves moves;
    final BuddySystem buddy;
    final Zone zone;
    private final PageTable pages;
    private final MovablePages movablePages;
    private final @Nullable KmemEvents events;

    Fallback(FreepageMoves moves, MovablePages movablePages) {
        this.moves = moves;
        this.movablePages = movablePages;
        buddy = moves.buddy;
        zone = moves.zone;
        pages = zone.pages;
        events = buddy.events;
    }

    /**
     * Removes a block from wherever the request may have it ({@code __rmqueue}).
     *
     * @param order 0..the largest
     * @param mt requested type, UNMOVABLE, MOVABLE or RECLAIMABLE
     * @param allocFlags {@link AllocFlags}: CMA, NOFRAGMENT and KSWAPD matter
     * @param mode where to begin; changed to where the block was found
     * @return its first page, or -1
     */
    int rmqueue(int order, int mt, int allocFlags, RmqueueMode mode) {
        boolean cma = (allocFlags & AllocFlags.ALLOC_CMA) != 0;
        int page = Zone.NONE;
        if (cma && cmaHoldsMoreThanHalf()) {
            page = buddy.rmqueueSmallest(order, CMA);
            if (page != Zone.NONE) {
                return page;
            }
        }
        if (mode.current == RmqueueMode.NORMAL) {
            page = buddy.rmqueueSmallest(order, mt);
        }
        if (page == Zone.NONE && mode.current <= RmqueueMode.CMA && cma) {
            page = found(buddy.rmqueueSmallest(order, CMA), mode, RmqueueMode.CMA);
        }
        if (page == Zone.NONE && mode.current <= RmqueueMode.CLAIM) {
            page = found(rmqueueClaim(order, mt, allocFlags), mode, RmqueueMode.NORMAL);
        }
        if (page == Zone.NONE && (allocFlags & AllocFlags.ALLOC_NOFRAGMENT) == 0) {
            page = found(rmqueueSteal(order, mt), mode, RmqueueMode.STEAL);
        }
        return page;
    }

    private static int found(int page, RmqueueMode mode, int where) {
        if (page != Zone.NONE) {
            mode.current = where;
        }
        return page;
    }

    /** Movable pages go to CMA blocks first while these hold more than half of what is free. */
    boolean cmaHoldsMoreThanHalf() {
        return zone.nrFreeCmaPages > zone.nrFreePages / 2;
    }

    /** Whether a free block of this order is reason enough to take its whole pageblock over ({@code should_try_claim_block}). */
    boolean shouldTryClaimBlock(int order, int startMt) {
        if (order >= zone.pageblockOrder / 2) {
            return true;
        }
        // Few pages of these types spoil a pageblock for good, so they had better stay together in one.
        boolean spoils = startMt == UNMOVABLE || startMt == RECLAIMABLE;
        return spoils || zone.pageblocks.pageGroupByMobilityDisabled;
    }

    /** The best other type with a free block of this order ({@code find_suitable_fallback}), or one of the negative answers. */
    int findSuitableFallback(int order, int mt, boolean claimable) {
        if (claimable && !shouldTryClaimBlock(order, mt)) {
            return NOT_CLAIMABLE;
        }
        FreeArea area = zone.freeArea[order];
        if (area.nrFree == 0 || mt >= Migratetype.PCPTYPES) {
            return NOTHING;
        }
        for (int fallback : FALLBACKS[mt]) {
            if (area.getPageFromFreeArea(fallback) != Zone.NONE) {
                return fallback;
            }
        }
        return NOTHING;
    }

    /** Tries to take a pageblock over, from the largest free block of another type down ({@code __rmqueue_claim}). */
    int rmqueueClaim(int order, int startMt, int allocFlags) {
        boolean whole = (allocFlags & AllocFlags.ALLOC_NOFRAGMENT) != 0;
        int minOrder = whole ? Math.max(order, zone.pageblockOrder) : order;
        for (int current = zone.maxOrder; current >= minOrder; current--) {
            int fallback = findSuitableFallback(current, startMt, true);
            if (fallback == NOTHING) {
                continue;
            }
            if (fallback == NOT_CLAIMABLE) {
                return Zone.NONE;
            }
            int candidate = zone.freeArea[current].getPageFromFreeArea(fallback);
            int page = tryToClaimBlock(candidate, current, order, startMt, fallback, allocFlags);
            if (page != Zone.NONE) {
                traceExtfrag(page, order, current, startMt, fallback);
                return page;
            }
        }
        return Zone.NONE;
    }

    /**
     * Takes over the pageblock of a free block if enough of it is free or of the requested kind, and serves the request from it
     * ({@code try_to_claim_block}).
     *
     * @return first page of the block of {@code order}, not necessarily from the candidate; or -1
     */
    int tryToClaimBlock(int page, int current, int order, int startMt, int blockType, int allocFlags) {
        if (current >= zone.pageblockOrder) {
            zone.delPageFromFreeList(page, current, blockType);
            zone.changePageblockRange(page, current, startMt);
            long added = buddy.expand(page, order, current, startMt);
            zone.accountFreepages(added, startMt);
            return page;
        }
        // Before it is known whether it succeeds: the mixing that it is about has begun.
        if (boostWatermark() && (allocFlags & AllocFlags.ALLOC_KSWAPD) != 0) {
            zone.boostedWatermark = true;
        }
        if (!moves.zoneSpansPageblock(page)) {
            return Zone.NONE;
        }
        int start = moves.pageblockStart(page);
        boolean enough = freeAndAlike(start, startMt, blockType) >= 1 << (zone.pageblockOrder - 1);
        if (!enough && !zone.pageblocks.pageGroupByMobilityDisabled) {
            return Zone.NONE;
        }
        moves.rawMoveFreepagesBlock(start, blockType, startMt);
        zone.pageblocks.set(start, startMt);
        return buddy.rmqueueSmallest(order, startMt);
    }

    /**
     * Pages of a pageblock that are free or probably of the requested kind. Of a movable request these are the pages that can be
     * moved; of another one, in a movable pageblock, those that cannot.
     */
    int freeAndAlike(int start, int startMt, int blockType) {
        int free = 0;
        int movable = 0;
        int page = start;
        int end = start + (1 << zone.pageblockOrder);
        while (page < end) {
            if (pages.type[page] == PageTable.BUDDY) {
                free += 1 << pages.order[page];
                page += 1 << pages.order[page];
                continue;
            }
            movable += movablePages.isMovable(zone.pfnOf(page)) ? 1 : 0;
            page++;
        }
        if (startMt == MOVABLE) {
            return free + movable;
        }
        // What is not movable in a block of another kind could be anything, so it does not count.
        return blockType == MOVABLE ? (1 << zone.pageblockOrder) - movable : free;
    }

    /** Takes one block of another type, the smallest that will do; its pageblock keeps its type ({@code __rmqueue_steal}). */
    int rmqueueSteal(int order, int startMt) {
        for (int current = order; current <= zone.maxOrder; current++) {
            int fallback = findSuitableFallback(current, startMt, false);
            if (fallback != NOTHING) {
                int page = zone.freeArea[current].getPageFromFreeArea(fallback);
                buddy.pageDelAndExpand(page, order, current, fallback);
                traceExtfrag(page, order, current, startMt, fallback);
                return page;
            }
        }
        return Zone.NONE;
    }

    /** Raises the zone's marks for a while ({@code boost_watermark}). */
    boolean boostWatermark() {
        ZoneWatermarks marks = zone.watermarks;
        long boost = WatermarkBoost.boostWatermark(
                marks.boost(),
                marks.watermark(ZoneWatermarks.WMARK_HIGH),
                zone.managed,
                zone.watermarkBoostFactor,
                1L << zone.pageblockOrder);
        if (boost == WatermarkBoost.NOT_BOOSTED) {
            return false;
        }
        zone.watermarks = marks.withBoost(boost);
        zone.factorWhenBoosted = zone.watermarkBoostFactor;
        zone.boostedSinceCleared = true;
        return true;
    }

    final void traceExtfrag(int page, int order, int fallbackOrder, int startMt, int fallback) {
        if (events != null) {
            boolean owned = zone.getPfnblockMigratetype(page) == startMt;
            events.mmPageAllocExtfrag(
                    zone.pfnOf(page), order, fallbackOrder, zone.pageblockOrder, startMt, fallback, owned);
        }
    }
}
