package org.mmtck.spec.zone;

import static org.mmtck.spec.zone.PageGeometry.KB_PER_PAGE;

/** Shares {@code min_free_kbytes} out among the zones ({@code mm/page_alloc.c: __setup_per_zone_wmarks}). */
public final class WatermarkSetup {

    /** {@code vm.watermark_scale_factor} by default: 10 of 10000, 0.1 % of a zone between two marks. */
    public static final int DEFAULT_SCALE_FACTOR = 10;
    /** The least that the sysctl takes. */
    public static final int LEAST_SCALE_FACTOR = 1;
    /** The most that the sysctl takes: 30 %. */
    public static final int MOST_SCALE_FACTOR = 3000;

    private static final int SCALE_BASE = 10000;
    /** Pages; bounds of MIN for zones without kernel data. */
    private static final int HIGHMEM_LEAST = 32;

    private static final int HIGHMEM_MOST = 128;
    private static final int HIGHMEM_SHARE = 1024;

    private WatermarkSetup() {}

    /**
     * The marks of all zones, boost 0.
     *
     * @param minFreeKbytes kB, not negative
     * @param scaleFactor 1 to 3000, in parts of 10000
     * @param zones all zones of all nodes; empty ones too. Some zone besides HighMem and Movable must manage pages
     * @return marks in the order of {@code zones}
     */
    public static ZoneWatermarks[] setupPerZoneWmarks(long minFreeKbytes, int scaleFactor, ZoneSize[] zones) {
        checkSettings(minFreeKbytes, scaleFactor);
        long pagesMin = minFreeKbytes / KB_PER_PAGE;
        long lowmemPages = 0;
        for (ZoneSize zone : zones) {
            lowmemPages += zone.type().highmemOrMovable() ? 0 : zone.managed();
        }
        if (lowmemPages == 0) {
            throw new IllegalArgumentException("no zone besides HighMem and Movable manages any page");
        }
        ZoneWatermarks[] marks = new ZoneWatermarks[zones.length];
        for (int i = 0; i < zones.length; i++) {
            marks[i] = marksOf(zones[i], pagesMin, lowmemPages, scaleFactor);
        }
        return marks;
    }

    private static ZoneWatermarks marksOf(ZoneSize zone, long pagesMin, long lowmemPages, int scaleFactor) {
        long managed = zone.managed();
        long share = Math.multiplyExact(pagesMin, managed) / lowmemPages;
        long min = zone.type().highmemOrMovable()
                ? Arithmetic.clamp(managed / HIGHMEM_SHARE, HIGHMEM_LEAST, HIGHMEM_MOST)
                : share;
        // The gap goes by the share even where MIN does not.
        long gap = Math.max(share >> 2, Arithmetic.multFrac(managed, scaleFactor, SCALE_BASE));
        return ZoneWatermarks.of(min, min + gap, min + 2 * gap, min + 3 * gap);
    }

    private static void checkSettings(long minFreeKbytes, int scaleFactor) {
        PageGeometry.checkNotNegative("min_free_kbytes", minFreeKbytes);
        if (scaleFactor < LEAST_SCALE_FACTOR || scaleFactor > MOST_SCALE_FACTOR) {
            throw new IllegalArgumentException("watermark_scale_factor " + scaleFactor + " is outside "
                    + LEAST_SCALE_FACTOR + ".." + MOST_SCALE_FACTOR);
        }
    }
}
