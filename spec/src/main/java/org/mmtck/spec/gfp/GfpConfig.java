package org.mmtck.spec.gfp;

import static org.mmtck.spec.gfp.Gfp.*;

/**
 * The build options of a kernel that move GFP bits. Bits are an enumeration: an absent option removes its bits and shifts
 * the later ones down ({@code include/linux/gfp_types.h}). A bit that is absent has the value 0.
 */
public final class GfpConfig {

    /** The configuration that the rules assume: v7.0 on x86-64 with memory cgroups, without KASAN tags and lockdep. */
    public static final GfpConfig D64 = new GfpConfig(KernelVersion.V7_0, false, false, true);

    /** A common distribution build of v6.18: the same bits and names as {@link #D64}. */
    public static final GfpConfig LINUX_6_18 = new GfpConfig(KernelVersion.V6_18, false, false, true);

    /** A common distribution build of v6.12: the same bits, printed by another table. */
    public static final GfpConfig LINUX_6_12 = new GfpConfig(KernelVersion.V6_12, false, false, true);

    private final KernelVersion kernel;
    private final boolean kasanHwTags;
    private final boolean lockdep;
    private final boolean slabObjExt;
    private final int skipZero;
    private final int skipKasan;
    private final int nolockdep;
    private final int noObjExt;
    private final int bitsShift;

    private GfpConfig(KernelVersion kernel, boolean kasanHwTags, boolean lockdep, boolean slabObjExt) {
        this.kernel = kernel;
        this.kasanHwTags = kasanHwTags;
        this.lockdep = lockdep;
        this.slabObjExt = slabObjExt;
        int next = FIXED_BITS;
        skipZero = kasanHwTags ? 1 << next++ : 0;
        skipKasan = kasanHwTags ? 1 << next++ : 0;
        nolockdep = lockdep ? 1 << next++ : 0;
        // Before v7.0 the bit exists only where the option that uses it is built in.
        boolean hasNoObjExt = slabObjExt || kernel.atLeast(KernelVersion.V7_0);
        noObjExt = hasNoObjExt ? 1 << next++ : 0;
        bitsShift = next;
    }

    /**
     * A configuration of one's own.
     *
     * @param kernel decides the table of names, and whether __GFP_NO_OBJ_EXT depends on {@code slabObjExt}
     * @param kasanHwTags CONFIG_KASAN_HW_TAGS
     * @param lockdep CONFIG_LOCKDEP
     * @param slabObjExt CONFIG_SLAB_OBJ_EXT (memory cgroups select it)
     */
    public static GfpConfig of(KernelVersion kernel, boolean kasanHwTags, boolean lockdep, boolean slabObjExt) {
        return new GfpConfig(kernel, kasanHwTags, lockdep, slabObjExt);
    }

    public KernelVersion kernel() {
        return kernel;
    }

    /** CONFIG_KASAN_HW_TAGS. */
    public boolean kasanHwTags() {
        return kasanHwTags;
    }

    /** CONFIG_LOCKDEP. */
    public boolean lockdep() {
        return lockdep;
    }

    /** CONFIG_SLAB_OBJ_EXT; also decides whether the bit of __GFP_NO_OBJ_EXT has a name. */
    public boolean slabObjExt() {
        return slabObjExt;
    }

    /** __GFP_SKIP_ZERO, or 0. */
    public int skipZero() {
        return skipZero;
    }

    /** __GFP_SKIP_KASAN, or 0. */
    public int skipKasan() {
        return skipKasan;
    }

    /** __GFP_NOLOCKDEP, or 0. */
    public int nolockdep() {
        return nolockdep;
    }

    /** __GFP_NO_OBJ_EXT, or 0; slab-internal, without effect in the page allocator. */
    public int noObjExt() {
        return noObjExt;
    }

    /** __GFP_BITS_SHIFT: how many bits a mask has, 24 to 28. */
    public int bitsShift() {
        return bitsShift;
    }

    /** __GFP_BITS_MASK: every bit that exists, the unused bit 9 included. */
    public int bitsMask() {
        return (1 << bitsShift) - 1;
    }

    /** GFP_HIGHUSER_MOVABLE. */
    public int highuserMovable() {
        return GFP_HIGHUSER_MOVABLE | skipKasan;
    }

    /** GFP_TRANSHUGE_LIGHT. */
    public int transhugeLight() {
        return GFP_TRANSHUGE_LIGHT | skipKasan;
    }

    /** GFP_TRANSHUGE. */
    public int transhuge() {
        return GFP_TRANSHUGE | skipKasan;
    }

    /** GFP_RECLAIM_MASK: the bits that steer reclaim and the reserves ({@code mm/internal.h}). */
    public int reclaimMask() {
        return __GFP_RECLAIM
                | __GFP_HIGH
                | __GFP_IO
                | __GFP_FS
                | __GFP_NOWARN
                | __GFP_RETRY_MAYFAIL
                | __GFP_NOFAIL
                | __GFP_NORETRY
                | __GFP_MEMALLOC
                | __GFP_NOMEMALLOC
                | nolockdep;
    }

    /** GFP_BOOT_MASK: what is allowed while the machine boots: no reclaim, no I/O, no filesystems. */
    public int bootMask() {
        return bitsMask() & ~(__GFP_RECLAIM | __GFP_IO | __GFP_FS);
    }

    /** GFP_SLAB_BUG_MASK: bits that a slab cache must not be asked for, those that do not exist included. */
    public int slabBugMask() {
        return __GFP_DMA32 | __GFP_HIGHMEM | ~bitsMask();
    }
}
