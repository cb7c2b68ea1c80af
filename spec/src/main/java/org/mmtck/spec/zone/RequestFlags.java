package org.mmtck.spec.zone;

import static org.mmtck.spec.gfp.Gfp.*;
import static org.mmtck.spec.zone.AllocFlags.*;

import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.gfp.TaskFlags;

/** How a GFP mask, a task and a machine become {@link AllocFlags} ({@code mm/page_alloc.c}). */
public final class RequestFlags {

    private RequestFlags() {}

    /**
     * The flags of the slow path ({@code mm/page_alloc.c: gfp_to_alloc_flags}).
     *
     * @param gfp must not have both mobility bits
     * @param order 0 to 10
     */
    public static int gfpToAllocFlags(int gfp, int order, TaskContext task, AllocSettings settings) {
        PageGeometry.checkOrder(order);
        int flags = ALLOC_WMARK_MIN | ALLOC_CPUSET;
        // These two bits have the same value in both worlds, which the kernel asserts when it is built.
        flags |= gfp & (__GFP_HIGH | __GFP_KSWAPD_RECLAIM);
        if (!GfpMask.gfpflagsAllowBlocking(gfp)) {
            flags = withoutBlocking(flags, gfp, order, settings);
        } else if (task.realtime() && task.inTask()) {
            flags |= ALLOC_MIN_RESERVE;
        }
        flags = gfpToAllocFlagsCma(gfp, flags, settings);
        if (settings.defragModeInForce()) {
            flags |= ALLOC_NOFRAGMENT;
        }
        return flags;
    }

    private static int withoutBlocking(int flags, int gfp, int order, AllocSettings settings) {
        int result = flags;
        boolean high = (flags & ALLOC_MIN_RESERVE) != 0;
        if ((gfp & __GFP_NOMEMALLOC) == 0) {
            result |= ALLOC_NON_BLOCK;
            // v6.12 lets every non-blocking request of a higher order in; since then it takes __GFP_HIGH too.
            boolean mayHighatomic = high || !settings.kernel().atLeast(KernelVersion.V6_18);
            if (order > 0 && mayHighatomic) {
                result |= ALLOC_HIGHATOMIC;
            }
        }
        if (high) {
            result &= ~ALLOC_CPUSET;
        }
        return result;
    }

    /** Movable pages may live in CMA blocks ({@code mm/page_alloc.c: gfp_to_alloc_flags_cma}). */
    public static int gfpToAllocFlagsCma(int gfp, int allocFlags, AllocSettings settings) {
        boolean movable = GfpMask.gfpMigratetype(gfp, settings.pageGroupByMobilityDisabled()) == Migratetype.MOVABLE;
        return settings.cma() && movable ? allocFlags | ALLOC_CMA : allocFlags;
    }

    /**
     * The flags that depend on the preferred zone ({@code mm/page_alloc.c: alloc_flags_nofragment}): ALLOC_KSWAPD, and
     * ALLOC_NOFRAGMENT where a lower zone can take what would otherwise mix types.
     *
     * @param zone the first eligible zone, or null if there is none
     * @param dma32Populated the DMA32 zone of that zone's node has pages; looked at only with several nodes
     */
    public static int allocFlagsNofragment(
            @Nullable ZoneType zone, boolean dma32Populated, int gfp, AllocSettings settings) {
        int flags = gfp & __GFP_KSWAPD_RECLAIM;
        if (settings.defragModeInForce()) {
            return flags | ALLOC_NOFRAGMENT;
        }
        if (!settings.zoneDma32() || zone != ZoneType.NORMAL) {
            return flags;
        }
        if (settings.nrOnlineNodes() > 1 && !dma32Populated) {
            return flags;
        }
        return flags | ALLOC_NOFRAGMENT;
    }

    /**
     * The flags of the fast path: LOW, CMA for movable requests, the cpuset where the caller could not narrow the nodes
     * instead, and {@link #allocFlagsNofragment}. __GFP_HIGH has no effect here
     * ({@code mm/page_alloc.c: prepare_alloc_pages, __alloc_frozen_pages_noprof}).
     *
     * @param cpuset cpusets are in use, and the request is made outside of task context or brings its own nodemask
     */
    public static int fastPathAllocFlags(
            int gfp, @Nullable ZoneType zone, boolean dma32Populated, boolean cpuset, AllocSettings settings) {
        int flags = cpuset ? ALLOC_WMARK_LOW | ALLOC_CPUSET : ALLOC_WMARK_LOW;
        return gfpToAllocFlagsCma(gfp, flags, settings) | allocFlagsNofragment(zone, dma32Populated, gfp, settings);
    }

    /**
     * The reserves of those who free memory or die: ALLOC_NO_WATERMARKS, ALLOC_OOM or 0, with an MMU
     * ({@code mm/page_alloc.c: __gfp_pfmemalloc_flags}).
     */
    public static int gfpPfmemallocFlags(int gfp, TaskContext task) {
        if ((gfp & __GFP_NOMEMALLOC) != 0) {
            return 0;
        }
        if ((gfp & __GFP_MEMALLOC) != 0) {
            return ALLOC_NO_WATERMARKS;
        }
        boolean pfMemalloc = (task.taskFlags() & TaskFlags.PF_MEMALLOC) != 0;
        if (task.inServingSoftirq() && pfMemalloc) {
            return ALLOC_NO_WATERMARKS;
        }
        if (task.inInterrupt()) {
            return 0;
        }
        if (pfMemalloc) {
            return ALLOC_NO_WATERMARKS;
        }
        return task.oomVictim() ? ALLOC_OOM : 0;
    }

    /** True if {@link #gfpPfmemallocFlags} gives anything ({@code mm/page_alloc.c: gfp_pfmemalloc_allowed}). */
    public static boolean gfpPfmemallocAllowed(int gfp, TaskContext task) {
        return gfpPfmemallocFlags(gfp, task) != 0;
    }
}
