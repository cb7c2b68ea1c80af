package org.mmtck.spec.zone;

/** When kswapd may rest ({@code mm/vmscan.c: pgdat_balanced}). */
public final class Kswapd {

    private Kswapd() {}

    /** One zone of the node, as kswapd sees it. */
    public interface NodeZone extends ZoneCounters {

        /** Pages handed to the allocator. */
        long managed();

        /** NR_FREE_PAGES_BLOCKS: free pages in whole free pageblocks. */
        long nrFreePagesBlocks();

        /** Below this many pages the cheap read is not good enough; 0 if it always is. */
        long percpuDriftMark();

        /** The slow, exact read of {@link #nrFreePagesBlocks()} or of {@link #nrFreePages()}. */
        long freePagesSnapshot(boolean blocks);
    }

    /**
     * True if some zone up to {@code highestZoneidx} could serve {@code order} above its HIGH mark without any reserve, or
     * if there is no such zone at all.
     *
     * @param zones the node's zones by index
     * @param order 0 to 10
     * @param defragMode {@code vm.defrag_mode}: for higher orders only whole pageblocks count
     * @param memoryTiering the PROMO mark is tested instead of HIGH
     */
    public static boolean pgdatBalanced(
            NodeZone[] zones, int order, int highestZoneidx, boolean defragMode, boolean memoryTiering) {
        int level = memoryTiering ? ZoneWatermarks.WMARK_PROMO : ZoneWatermarks.WMARK_HIGH;
        boolean blocks = defragMode && order > 0;
        boolean anyManaged = false;
        for (int i = 0; i <= highestZoneidx && i < zones.length; i++) {
            NodeZone zone = zones[i];
            if (zone.managed() == 0) {
                continue;
            }
            anyManaged = true;
            long mark = zone.watermark(level) + zone.watermarkBoost();
            if (ZoneWatermark.zoneWatermarkOk(zone, order, mark, highestZoneidx, 0, freePages(zone, blocks))) {
                return true;
            }
        }
        return !anyManaged;
    }

    /** Free pages that make compaction worth a try beyond the block itself: twice its size ({@code compact_gap}). */
    public static long compactGap(int order) {
        PageGeometry.checkOrder(order);
        return 2L << order;
    }

    private static long freePages(NodeZone zone, boolean blocks) {
        long free = blocks ? zone.nrFreePagesBlocks() : zone.nrFreePages();
        long driftMark = zone.percpuDriftMark();
        boolean tooClose = driftMark != 0 && free < driftMark;
        return tooClose ? zone.freePagesSnapshot(blocks) : free;
    }
}
