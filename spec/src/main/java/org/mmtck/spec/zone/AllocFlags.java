package org.mmtck.spec.zone;

/** The allocator's own flags of a request ({@code mm/internal.h}), as bits of an {@code int}. */
public final class AllocFlags {

    /** Test the MIN mark; the two lowest bits are the index of a mark. */
    public static final int ALLOC_WMARK_MIN = ZoneWatermarks.WMARK_MIN;
    /** Test the LOW mark. */
    public static final int ALLOC_WMARK_LOW = ZoneWatermarks.WMARK_LOW;
    /** Test the HIGH mark. */
    public static final int ALLOC_WMARK_HIGH = ZoneWatermarks.WMARK_HIGH;
    /** A failed mark test is ignored. */
    public static final int ALLOC_NO_WATERMARKS = 0x04;
    /** The bits that select the mark. */
    public static final int ALLOC_WMARK_MASK = ALLOC_NO_WATERMARKS - 1;
    /** The task is being killed for lack of memory. With an MMU; a kernel without has no separate bit. */
    public static final int ALLOC_OOM = 0x08;
    /** The caller cannot sleep. */
    public static final int ALLOC_NON_BLOCK = 0x10;
    /** The same bit as __GFP_HIGH. */
    public static final int ALLOC_MIN_RESERVE = 0x20;
    /** Keep to the cpuset. */
    public static final int ALLOC_CPUSET = 0x40;
    /** May use CMA blocks. */
    public static final int ALLOC_CMA = 0x80;
    /** Do not mix types in a pageblock. In a kernel without CONFIG_ZONE_DMA32 this flag is 0. */
    public static final int ALLOC_NOFRAGMENT = 0x100;
    /** May use HIGHATOMIC blocks. */
    public static final int ALLOC_HIGHATOMIC = 0x200;
    /** Locks may only be tried. */
    public static final int ALLOC_TRYLOCK = 0x400;
    /** May wake kswapd; the same bit as __GFP_KSWAPD_RECLAIM. */
    public static final int ALLOC_KSWAPD = 0x800;

    /** Any of these gives access to some reserve. */
    public static final int ALLOC_RESERVES = ALLOC_NON_BLOCK | ALLOC_MIN_RESERVE | ALLOC_HIGHATOMIC | ALLOC_OOM;

    private static final int[] BITS = {
        ALLOC_NO_WATERMARKS,
        ALLOC_OOM,
        ALLOC_NON_BLOCK,
        ALLOC_MIN_RESERVE,
        ALLOC_CPUSET,
        ALLOC_CMA,
        ALLOC_NOFRAGMENT,
        ALLOC_HIGHATOMIC,
        ALLOC_TRYLOCK,
        ALLOC_KSWAPD
    };
    private static final String[] NAMES = {
        "NO_WATERMARKS",
        "OOM",
        "NON_BLOCK",
        "MIN_RESERVE",
        "CPUSET",
        "CMA",
        "NOFRAGMENT",
        "HIGHATOMIC",
        "TRYLOCK",
        "KSWAPD"
    };
    private static final String[] LEVELS = {"MIN", "LOW", "HIGH", "PROMO"};

    private AllocFlags() {}

    /** The index of the mark to test: 0 MIN, 1 LOW, 2 HIGH. */
    public static int wmark(int allocFlags) {
        return allocFlags & ALLOC_WMARK_MASK;
    }

    /** For people: level first, then flags without prefix, for example {@code MIN|CPUSET|KSWAPD}. */
    public static String print(int allocFlags) {
        StringBuilder out = new StringBuilder(LEVELS[wmark(allocFlags)]);
        int left = allocFlags & ~ALLOC_WMARK_MASK;
        for (int i = 0; i < BITS.length; i++) {
            if ((left & BITS[i]) != 0) {
                out.append('|').append(NAMES[i]);
                left &= ~BITS[i];
            }
        }
        if (left != 0) {
            out.append("|0x").append(Integer.toHexString(left));
        }
        return out.toString();
    }
}
