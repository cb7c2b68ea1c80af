package org.mmtck.impl.buddy;

import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.HighatomicReserve;

/**
 * Sets pageblocks aside for atomic requests of higher orders and gives them back ({@code mm/page_alloc.c:
 * reserve_highatomic_pageblock}, {@code unreserve_highatomic_pageblock}). All of it runs under the zone lock.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
class HighatomicPageblocks {
    private static final int HIGHATOMIC = Migratetype.HIGHATOMIC.value();

    final FreepageMoves moves;
    final Zone zone;

    HighatomicPageblocks(FreepageMoves moves) {
        this.moves = moves;
        zone = moves.zone;
    }

    /** Whether one more pageblock may be reserved; the kernel asks once without the lock and once with it. */
    final boolean mayReserve() {
        return HighatomicReserve.mayReserve(zone.nrReservedHighatomic, zone.managed, pageblockNrPages());
    }

    /** Sets the pageblock, or all pageblocks, of a block that was just allocated aside, if the reserve may grow. */
    void reserveHighatomicPageblock(int page, int order) {
        int mt = zone.getPfnblockMigratetype(page);
        if (!mayReserve() || !BuddySystem.migratetypeIsMergeable(mt)) {
            return;
        }
        if (order < zone.pageblockOrder) {
            if (moves.moveFreepagesBlock(page, mt, HIGHATOMIC) < 0) {
                return;
            }
        } else {
            zone.changePageblockRange(page, order, HIGHATOMIC);
        }
        zone.nrReservedHighatomic += HighatomicReserve.reserveSize(order, pageblockNrPages());
    }

    /**
     * Gives the pageblock, or pageblocks, of the first free block of the smallest order to a type that needs memory.
     *
     * @param mt the new type: that of the request
     * @param force the last pageblock too
     * @return whether anything was given
     */
    boolean unreserveHighatomicPageblock(int mt, boolean force) {
        if (!HighatomicReserve.mayRelease(zone.nrReservedHighatomic, force, pageblockNrPages())) {
            return false;
        }
        for (int order = 0; order <= zone.maxOrder; order++) {
            int page = zone.freeArea[order].getPageFromFreeArea(HIGHATOMIC);
            if (page != Zone.NONE && release(page, order, mt)) {
                return true;
            }
        }
        return false;
    }

    private boolean release(int page, int order, int mt) {
        long wanted = HighatomicReserve.reserveSize(order, pageblockNrPages());
        long size = HighatomicReserve.releaseSize(order, zone.nrReservedHighatomic, pageblockNrPages());
        zone.highatomicClipped |= size < wanted;
        zone.nrReservedHighatomic -= size;
        if (order < zone.pageblockOrder) {
            return moves.moveFreepagesBlock(page, HIGHATOMIC, mt) > 0;
        }
        zone.moveToFreeList(page, order, HIGHATOMIC, mt);
        zone.changePageblockRange(page, order, mt);
        return true;
    }

    private long pageblockNrPages() {
        return 1L << zone.pageblockOrder;
    }
}
