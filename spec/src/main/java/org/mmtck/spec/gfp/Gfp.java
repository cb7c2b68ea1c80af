package org.mmtck.spec.gfp;

/**
 * The bits of a GFP mask and the masks composed of them ({@code include/linux/gfp_types.h}). A mask is an {@code int} read
 * as 32 unsigned bits. Bits 0 to 23 are the same in every configuration; the ones above depend on it and are found in
 * {@link GfpConfig}. The names are the kernel's, underscores included.
 */
public final class Gfp {

    /** Zone selector: ZONE_DMA. */
    public static final int __GFP_DMA = 1 << 0;
    /** Zone selector: ZONE_HIGHMEM. */
    public static final int __GFP_HIGHMEM = 1 << 1;
    /** Zone selector: ZONE_DMA32. */
    public static final int __GFP_DMA32 = 1 << 2;
    /** Mobility MOVABLE; selects ZONE_MOVABLE only together with {@link #__GFP_HIGHMEM}. */
    public static final int __GFP_MOVABLE = 1 << 3;
    /** Mobility RECLAIMABLE. */
    public static final int __GFP_RECLAIMABLE = 1 << 4;
    /** May use half of the minimum reserve; the same bit as ALLOC_MIN_RESERVE. */
    public static final int __GFP_HIGH = 1 << 5;
    /** Reclaim may start I/O; compaction needs it. */
    public static final int __GFP_IO = 1 << 6;
    /** Reclaim may call into filesystems; without it running out of memory kills nothing. */
    public static final int __GFP_FS = 1 << 7;
    /** The memory comes back filled with zeroes. */
    public static final int __GFP_ZERO = 1 << 8;
    /** The caller may sleep: direct reclaim and compaction are allowed. */
    public static final int __GFP_DIRECT_RECLAIM = 1 << 10;
    /** kswapd may be woken; the same bit as ALLOC_KSWAPD. */
    public static final int __GFP_KSWAPD_RECLAIM = 1 << 11;
    /** The page will be dirtied: the fast path keeps per-node dirty limits. */
    public static final int __GFP_WRITE = 1 << 12;
    /** No failure report in the log. */
    public static final int __GFP_NOWARN = 1 << 13;
    /** Try hard, but never kill for it. */
    public static final int __GFP_RETRY_MAYFAIL = 1 << 14;
    /** Never fail; needs {@link #__GFP_DIRECT_RECLAIM}. */
    public static final int __GFP_NOFAIL = 1 << 15;
    /** One round of reclaim and compaction, then fail. */
    public static final int __GFP_NORETRY = 1 << 16;
    /** All reserves, watermarks ignored. */
    public static final int __GFP_MEMALLOC = 1 << 17;
    /** A compound page, if the order is above 0. */
    public static final int __GFP_COMP = 1 << 18;
    /** No reserves at all; wins over {@link #__GFP_MEMALLOC}. */
    public static final int __GFP_NOMEMALLOC = 1 << 19;
    /** The cpuset is enforced without looking at its ancestors. */
    public static final int __GFP_HARDWALL = 1 << 20;
    /** No other node. */
    public static final int __GFP_THISNODE = 1 << 21;
    /** Charged to the memory cgroup. */
    public static final int __GFP_ACCOUNT = 1 << 22;
    /** Memory tags are cleared. */
    public static final int __GFP_ZEROTAGS = 1 << 23;

    /** The bit that no flag uses, in any configuration; an allocator ignores it. */
    public static final int UNUSED_BIT = 1 << 9;

    /** How many low bits are the same in every configuration. */
    public static final int FIXED_BITS = 24;

    /** Both ways of reclaim. */
    public static final int __GFP_RECLAIM = __GFP_DIRECT_RECLAIM | __GFP_KSWAPD_RECLAIM;

    public static final int GFP_ATOMIC = __GFP_HIGH | __GFP_KSWAPD_RECLAIM;
    public static final int GFP_KERNEL = __GFP_RECLAIM | __GFP_IO | __GFP_FS;
    public static final int GFP_KERNEL_ACCOUNT = GFP_KERNEL | __GFP_ACCOUNT;
    public static final int GFP_NOWAIT = __GFP_KSWAPD_RECLAIM | __GFP_NOWARN;
    public static final int GFP_NOIO = __GFP_RECLAIM;
    public static final int GFP_NOFS = __GFP_RECLAIM | __GFP_IO;
    public static final int GFP_USER = __GFP_RECLAIM | __GFP_IO | __GFP_FS | __GFP_HARDWALL;
    public static final int GFP_DMA = __GFP_DMA;
    public static final int GFP_DMA32 = __GFP_DMA32;
    public static final int GFP_HIGHUSER = GFP_USER | __GFP_HIGHMEM;

    /** Without CONFIG_KASAN_HW_TAGS; for any configuration see {@link GfpConfig#highuserMovable()}. */
    public static final int GFP_HIGHUSER_MOVABLE = GFP_HIGHUSER | __GFP_MOVABLE;

    /** Without CONFIG_KASAN_HW_TAGS; for any configuration see {@link GfpConfig#transhugeLight()}. */
    public static final int GFP_TRANSHUGE_LIGHT =
            (GFP_HIGHUSER_MOVABLE | __GFP_COMP | __GFP_NOMEMALLOC | __GFP_NOWARN) & ~__GFP_RECLAIM;

    /** Without CONFIG_KASAN_HW_TAGS; for any configuration see {@link GfpConfig#transhuge()}. */
    public static final int GFP_TRANSHUGE = GFP_TRANSHUGE_LIGHT | __GFP_DIRECT_RECLAIM;

    /** The four bits that choose the highest usable zone. */
    public static final int GFP_ZONEMASK = __GFP_DMA | __GFP_HIGHMEM | __GFP_DMA32 | __GFP_MOVABLE;

    /** The two bits that choose the migratetype. */
    public static final int GFP_MOVABLE_MASK = __GFP_RECLAIMABLE | __GFP_MOVABLE;

    /** What confines a request to a cpuset or node. */
    public static final int GFP_CONSTRAINT_MASK = __GFP_HARDWALL | __GFP_THISNODE;

    private Gfp() {}
}
