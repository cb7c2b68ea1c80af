package org.mmtck.spec.gfp;

import static org.mmtck.spec.gfp.Gfp.*;
import static org.mmtck.spec.gfp.TaskFlags.*;

/** What the allocator reads out of a GFP mask ({@code include/linux/gfp.h}, {@code include/linux/sched/mm.h}). */
public final class GfpMask {

    /** ZONELIST_FALLBACK: the list that goes on to other nodes. */
    public static final int ZONELIST_FALLBACK = 0;
    /** ZONELIST_NOFALLBACK: this node only. */
    public static final int ZONELIST_NOFALLBACK = 1;

    private static final int GFP_MOVABLE_SHIFT = 3;

    private GfpMask() {}

    /** True if the caller may sleep. */
    public static boolean gfpflagsAllowBlocking(int gfp) {
        return (gfp & __GFP_DIRECT_RECLAIM) != 0;
    }

    /** False for masks without either reclaim bit, by which callers say that locks may only be tried. */
    public static boolean gfpflagsAllowSpinning(int gfp) {
        return (gfp & __GFP_RECLAIM) != 0;
    }

    /** True if {@code gfp} has every bit of {@code flags}. */
    public static boolean gfpHasFlags(int gfp, int flags) {
        return (gfp & flags) == flags;
    }

    /** True if reclaim may do both I/O and filesystem work. */
    public static boolean gfpHasIoFs(int gfp) {
        return gfpHasFlags(gfp, __GFP_IO | __GFP_FS);
    }

    /** True if direct compaction may run, on a kernel with CONFIG_COMPACTION: it takes I/O. GFP_NOIO never compacts. */
    public static boolean gfpCompactionAllowed(int gfp) {
        return (gfp & __GFP_IO) != 0;
    }

    /** True if the memory must be zeroed when handed out ({@code include/linux/mm.h: want_init_on_alloc}). */
    public static boolean wantInitOnAlloc(int gfp, boolean initOnAlloc) {
        return initOnAlloc || (gfp & __GFP_ZERO) != 0;
    }

    /** Which of a node's two zonelists serves the request, on a NUMA kernel. */
    public static int gfpZonelist(int gfp) {
        return (gfp & __GFP_THISNODE) != 0 ? ZONELIST_NOFALLBACK : ZONELIST_FALLBACK;
    }

    /** The mask for an allocation made inside of another one: it may not dig deeper, retry or warn. */
    public static int gfpNestedMask(int gfp, GfpConfig config) {
        int kept = GFP_KERNEL | GFP_ATOMIC | config.nolockdep();
        return (gfp & kept) | __GFP_NORETRY | __GFP_NOMEMALLOC | __GFP_NOWARN;
    }

    /** False if both mobility bits are set, which no request may do. */
    public static boolean isMobilityLegal(int gfp) {
        return (gfp & GFP_MOVABLE_MASK) != GFP_MOVABLE_MASK;
    }

    /**
     * The type of free list the request prefers. With grouping by mobility off everything is UNMOVABLE.
     *
     * @throws IllegalArgumentException if both mobility bits are set: a kernel built with CONFIG_DEBUG_VM warns, any other
     *     goes on with the value 3, which is HIGHATOMIC by accident
     */
    public static Migratetype gfpMigratetype(int gfp, boolean pageGroupByMobilityDisabled) {
        if (!isMobilityLegal(gfp)) {
            throw new IllegalArgumentException("__GFP_MOVABLE and __GFP_RECLAIMABLE exclude each other, but mode 0x"
                    + Integer.toHexString(gfp) + " has both");
        }
        if (pageGroupByMobilityDisabled) {
            return Migratetype.UNMOVABLE;
        }
        return Migratetype.ofValue((gfp & GFP_MOVABLE_MASK) >>> GFP_MOVABLE_SHIFT);
    }

    /** {@link #gfpMigratetype(int, boolean)} with grouping by mobility on, as on any machine that is not tiny. */
    public static Migratetype gfpMigratetype(int gfp) {
        return gfpMigratetype(gfp, false);
    }

    /**
     * The mask after the scopes that the task is in: NOIO takes IO and FS, else NOFS takes FS; PIN takes MOVABLE, and with
     * it the mobility and perhaps the zone ({@code include/linux/sched/mm.h: current_gfp_context}).
     *
     * @param taskFlags bits of {@link TaskFlags}
     */
    public static int currentGfpContext(int gfp, int taskFlags) {
        int result = gfp;
        if ((taskFlags & PF_MEMALLOC_NOIO) != 0) {
            result &= ~(__GFP_IO | __GFP_FS);
        } else if ((taskFlags & PF_MEMALLOC_NOFS) != 0) {
            result &= ~__GFP_FS;
        }
        if ((taskFlags & PF_MEMALLOC_PIN) != 0) {
            result &= ~__GFP_MOVABLE;
        }
        return result;
    }

    /**
     * The mask an allocation goes on with: first what the whole system allows, then the scopes of the task
     * ({@code mm/page_alloc.c: __alloc_frozen_pages_noprof}).
     *
     * @param gfpAllowedMask {@link GfpConfig#bootMask()} early in boot, {@link GfpConfig#bitsMask()} later, without IO and FS
     *     during hibernation
     */
    public static int gfpAtEntry(int gfp, int gfpAllowedMask, int taskFlags) {
        return currentGfpContext(gfp & gfpAllowedMask, taskFlags);
    }
}
