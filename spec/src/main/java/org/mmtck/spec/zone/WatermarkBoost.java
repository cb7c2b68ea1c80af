package org.mmtck.spec.zone;

/** Raises the marks for a while when types begin to mix in a pageblock ({@code mm/page_alloc.c: boost_watermark}). */
public final class WatermarkBoost {

    /** {@code vm.watermark_boost_factor} by default: 150 % of the HIGH mark. */
    public static final int DEFAULT_FACTOR = 15000;
    /** The answer where the kernel's function returns false: nothing changes, kswapd is not woken for it. */
    public static final long NOT_BOOSTED = -1;

    private static final int FACTOR_BASE = 10000;
    /** A zone with fewer pageblocks is not boosted: the boost itself would use the memory up. */
    private static final int LEAST_PAGEBLOCKS = 4;

    private WatermarkBoost() {}

    /**
     * The boost after one more mixing: one pageblock more, up to the cap.
     *
     * @param boost pages so far
     * @param highWatermark {@code _watermark[HIGH]} without boost, in pages
     * @param managed pages of the zone
     * @param factor {@code vm.watermark_boost_factor}, in parts of 10000; 0 switches boosting off
     * @param pageblockNrPages pages
     * @return pages, also when the cap was reached before; or {@link #NOT_BOOSTED}
     */
    public static long boostWatermark(long boost, long highWatermark, long managed, int factor, long pageblockNrPages) {
        PageGeometry.checkNotNegative("watermark_boost_factor", factor);
        if (factor == 0) {
            return NOT_BOOSTED;
        }
        if (LEAST_PAGEBLOCKS * pageblockNrPages > managed) {
            return NOT_BOOSTED;
        }
        long most = Arithmetic.multFrac(highWatermark, factor, FACTOR_BASE);
        if (most == 0) {
            // The marks are not set up yet: early boot.
            return NOT_BOOSTED;
        }
        return Math.min(boost + pageblockNrPages, Math.max(pageblockNrPages, most));
    }

    /**
     * The boost after kswapd worked it off ({@code mm/vmscan.c: balance_pgdat}): what was added meanwhile stays.
     *
     * @param boost pages now
     * @param atStart pages when kswapd began
     */
    public static long afterReclaim(long boost, long atStart) {
        return boost - Math.min(boost, atStart);
    }
}
