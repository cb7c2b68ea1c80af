package org.mmtck.spec.zone;

/**
 * Arithmetic of the pageblocks that are set aside for atomic requests of higher orders
 * ({@code mm/page_alloc.c: reserve_highatomic_pageblock, unreserve_highatomic_pageblock}). Pages throughout.
 */
public final class HighatomicReserve {

    /** One percent of a zone. */
    private static final int SHARE = 100;

    private HighatomicReserve() {}

    /** The size at which no further pageblock is reserved: 1 % of the zone in whole pageblocks, 0 if that is below one. */
    public static long maxReserve(long managed, long pageblockNrPages) {
        long share = managed / SHARE;
        return share < pageblockNrPages ? 0 : Arithmetic.align(share, pageblockNrPages);
    }

    /** True if another pageblock may be reserved. The test comes before the addition. */
    public static boolean mayReserve(long reserved, long managed, long pageblockNrPages) {
        return reserved < maxReserve(managed, pageblockNrPages);
    }

    /** What one reservation adds, for a page of this order. */
    public static long reserveSize(int order, long pageblockNrPages) {
        PageGeometry.checkOrder(order);
        return Math.max(pageblockNrPages, 1L << order);
    }

    /** True if a zone is asked to give a pageblock back: the last one only under {@code force}. */
    public static boolean mayRelease(long reserved, boolean force, long pageblockNrPages) {
        return force || reserved > pageblockNrPages;
    }

    /** What one release subtracts, for a free page of this order: never more than is reserved. */
    public static long releaseSize(int order, long reserved, long pageblockNrPages) {
        return Math.min(reserveSize(order, pageblockNrPages), reserved);
    }
}
