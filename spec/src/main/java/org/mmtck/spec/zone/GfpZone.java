package org.mmtck.spec.zone;

import static org.mmtck.spec.gfp.Gfp.*;

/**
 * The highest zone a request may use, by its four zone bits ({@code include/linux/gfp.h: gfp_zone}). Lower zones of the
 * same zonelist serve as fallback.
 */
public final class GfpZone {

    /** Bit n is set if the zone bits with the value n contradict each other (GFP_ZONE_BAD). */
    public static final int ILLEGAL = illegalSet();

    /** For {@link ZoneConfig#D64}. */
    public static final GfpZone D64 = new GfpZone(ZoneConfig.D64);

    private static final int COMBINATIONS = 16;

    private final int[] index = new int[COMBINATIONS];

    public GfpZone(ZoneConfig config) {
        int normal = config.index(ZoneType.NORMAL);
        int dma = indexOr(config, ZoneType.DMA, normal);
        int dma32 = indexOr(config, ZoneType.DMA32, normal);
        index[0] = normal;
        index[__GFP_DMA] = dma;
        index[__GFP_HIGHMEM] = indexOr(config, ZoneType.HIGHMEM, normal);
        index[__GFP_DMA32] = dma32;
        index[__GFP_MOVABLE] = normal;
        index[__GFP_MOVABLE | __GFP_DMA] = dma;
        index[__GFP_MOVABLE | __GFP_HIGHMEM] = config.index(ZoneType.MOVABLE);
        index[__GFP_MOVABLE | __GFP_DMA32] = dma32;
        // The illegal combinations keep 0, as in the kernel's packed table.
    }

    /** False if the mask asks for two of DMA, DMA32 and HIGHMEM at once. */
    public static boolean isLegal(int gfp) {
        return (ILLEGAL >> (gfp & GFP_ZONEMASK) & 1) == 0;
    }

    /**
     * The index of the highest usable zone (highest_zoneidx).
     *
     * @throws IllegalArgumentException if the zone bits contradict each other: a kernel built with CONFIG_DEBUG_VM stops,
     *     any other goes on with {@link #gfpZoneUnchecked}
     */
    public int gfpZone(int gfp) {
        if (!isLegal(gfp)) {
            throw new IllegalArgumentException("mode 0x" + Integer.toHexString(gfp)
                    + " asks for more than one of DMA, DMA32 and HIGHMEM (zone bits 0x"
                    + Integer.toHexString(gfp & GFP_ZONEMASK) + ")");
        }
        return gfpZoneUnchecked(gfp);
    }

    /** What a kernel without CONFIG_DEBUG_VM does: contradicting zone bits give index 0, the lowest zone. */
    public int gfpZoneUnchecked(int gfp) {
        return index[gfp & GFP_ZONEMASK];
    }

    /** GFP_ZONE_TABLE: the sixteen results in one number, {@code shift} bits each (GFP_ZONES_SHIFT; 2 on x86-64). */
    public long packedTable(int shift) {
        long table = 0;
        for (int bits = 0; bits < COMBINATIONS; bits++) {
            long entry = index[bits];
            if (entry >> shift != 0) {
                throw new IllegalArgumentException("zone index " + entry + " does not fit in " + shift + " bits");
            }
            table |= entry << (bits * shift);
        }
        return table;
    }

    private static int indexOr(ZoneConfig config, ZoneType type, int otherwise) {
        return config.has(type) ? config.index(type) : otherwise;
    }

    private static int illegalSet() {
        int set = 0;
        int selectors = __GFP_DMA | __GFP_HIGHMEM | __GFP_DMA32;
        for (int bits = 0; bits <= GFP_ZONEMASK; bits++) {
            if (Integer.bitCount(bits & selectors) > 1) {
                set |= 1 << bits;
            }
        }
        return set;
    }
}
