package org.mmtck.conformance.explain;

import static org.mmtck.spec.gfp.Gfp.*;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.ReportKind;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.zone.AllocFlags;
import org.mmtck.spec.zone.AllocSettings;
import org.mmtck.spec.zone.RequestFlags;
import org.mmtck.spec.zone.TaskContext;
import org.mmtck.spec.zone.ZoneType;

/**
 * Which levels the allocator tested with which flags, for an ordinary task and default sysctls: the report shows neither the
 * task's scheduling class and PF_ flags nor vm.defrag_mode.
 *
 * @param layout which zones the request may use
 * @param lowFlags flags of the fast path
 * @param minFlags flags of the slow path's last attempt
 * @param noWatermarks whether the last attempt ignores a failed test (__GFP_MEMALLOC)
 * @param levels the levels to show, in the order of the attempts
 * @param deciding the level whose refusal makes the request fail
 */
public record AttemptPlan(
        ZoneLayout layout,
        int lowFlags,
        int minFlags,
        boolean noWatermarks,
        List<LevelCheck.Level> levels,
        LevelCheck.Level deciding) {

    public AttemptPlan {
        levels = List.copyOf(levels);
    }

    static AttemptPlan of(Request request, @Nullable ReportKind kind, ZoneLayout layout, List<ZoneState> zones) {
        AllocSettings settings = AllocSettings.D64
                .withKernel(request.config().kernel())
                .withNrOnlineNodes((int) Math.max(1, nodes(zones)));
        int minFlags = RequestFlags.gfpToAllocFlags(request.gfp(), request.order(), TaskContext.NORMAL, settings);
        int pfmemalloc = RequestFlags.gfpPfmemallocFlags(request.gfp(), TaskContext.NORMAL);
        if (pfmemalloc != 0) {
            int kept = minFlags & AllocFlags.ALLOC_KSWAPD;
            minFlags = RequestFlags.gfpToAllocFlagsCma(request.gfp(), pfmemalloc | kept, settings);
        }
        ZoneType preferred = zones.stream()
                .filter(layout::usable)
                .findFirst()
                .map(z -> layout.config().type(layout.index(z)))
                .orElse(null);
        boolean dma32 = zones.stream().anyMatch(z -> z.name().equals("DMA32"));
        int lowFlags = RequestFlags.fastPathAllocFlags(request.gfp(), preferred, dma32, false, settings);
        List<LevelCheck.Level> levels = kind == ReportKind.OOM_KILLER
                ? List.of(LevelCheck.Level.MIN, LevelCheck.Level.HIGH)
                : List.of(LevelCheck.Level.LOW, LevelCheck.Level.MIN);
        return new AttemptPlan(
                layout,
                lowFlags,
                minFlags,
                (minFlags & AllocFlags.ALLOC_NO_WATERMARKS) != 0,
                levels,
                LevelCheck.Level.MIN);
    }

    /** The flags of the attempt that tests this level. */
    public int flags(LevelCheck.Level level) {
        return switch (level) {
            case LOW -> lowFlags;
            case MIN -> minFlags;
            // the OOM killer does not look into CMA blocks and wakes nobody (OOM-2)
            case HIGH -> AllocFlags.ALLOC_WMARK_HIGH | AllocFlags.ALLOC_CPUSET;
        };
    }

    /** Whether the last attempt keeps to the cpuset and the nodemask (SLOW-14). */
    boolean boundToNodes() {
        return (minFlags & AllocFlags.ALLOC_CPUSET) != 0;
    }

    /** Whether a cpuset binds this request to its own nodes alone, not to those of a parent. */
    static boolean hardwalled(Request request) {
        return request.has(__GFP_HARDWALL);
    }

    private static long nodes(List<ZoneState> zones) {
        return zones.stream().map(ZoneState::node).distinct().count();
    }
}
