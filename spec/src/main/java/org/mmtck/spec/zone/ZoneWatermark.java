package org.mmtck.spec.zone;

import static org.mmtck.spec.zone.AllocFlags.*;
import static org.mmtck.spec.zone.PageGeometry.MAX_PAGE_ORDER;
import static org.mmtck.spec.zone.ZoneWatermarks.WMARK_MIN;

import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.Migratetype;

/**
 * Whether a zone has enough free pages for a request ({@code mm/page_alloc.c: __zone_watermark_ok, zone_watermark_fast}).
 * The answer is a snapshot: by the time it is known the zone may have changed.
 *
 * <p>Every decision stands here once. The {@code explain} methods run the same lines with a recorder; without one nothing
 * is allocated and nothing is read that the decision does not need.
 *
 * <p>All methods take: {@code order} 0 to 10; {@code mark} in pages, boost included, not negative; {@code highestZoneidx},
 * the index of the highest zone the request could use; {@code allocFlags}, bits of {@link AllocFlags}.
 */
public final class ZoneWatermark {

    private static final Migratetype[] ANY_REQUEST = {
        Migratetype.UNMOVABLE, Migratetype.MOVABLE, Migratetype.RECLAIMABLE
    };

    private ZoneWatermark() {}

    /**
     * The test itself, on a number of free pages that the caller has read ({@code __zone_watermark_ok}). It may be any
     * number, even a negative one.
     */
    public static boolean zoneWatermarkOk(
            ZoneCounters zone, int order, long mark, int highestZoneidx, int allocFlags, long freePages) {
        checkArguments(order, mark);
        return check(zone, order, mark, highestZoneidx, allocFlags, freePages, null);
    }

    /** {@link #zoneWatermarkOk(ZoneCounters, int, long, int, int, long)} on {@link ZoneCounters#nrFreePages()}. */
    public static boolean zoneWatermarkOk(ZoneCounters zone, int order, long mark, int highestZoneidx, int allocFlags) {
        return zoneWatermarkOk(zone, order, mark, highestZoneidx, allocFlags, zone.nrFreePages());
    }

    /** The test of the allocator: a shortcut for order 0, the test, and a second chance without boost. */
    public static boolean zoneWatermarkFast(
            ZoneCounters zone, int order, long mark, int highestZoneidx, int allocFlags) {
        checkArguments(order, mark);
        return fast(zone, order, mark, highestZoneidx, allocFlags, zone.nrFreePages(), null);
    }

    /** {@link #zoneWatermarkOk(ZoneCounters, int, long, int, int, long)} with every number that was compared. */
    public static WatermarkVerdict explainWatermarkOk(
            ZoneCounters zone, int order, long mark, int highestZoneidx, int allocFlags, long freePages) {
        checkArguments(order, mark);
        WatermarkRecorder recorder = new WatermarkRecorder();
        recorder.begin(WatermarkAttempt.Step.TEST, mark);
        boolean passed = check(zone, order, mark, highestZoneidx, allocFlags, freePages, recorder);
        return recorder.verdict(passed, order, mark, highestZoneidx, allocFlags, freePages);
    }

    /** {@link #zoneWatermarkFast} with every number that was compared. */
    public static WatermarkVerdict explainWatermarkFast(
            ZoneCounters zone, int order, long mark, int highestZoneidx, int allocFlags) {
        checkArguments(order, mark);
        WatermarkRecorder recorder = new WatermarkRecorder();
        long free = zone.nrFreePages();
        boolean passed = fast(zone, order, mark, highestZoneidx, allocFlags, free, recorder);
        return recorder.verdict(passed, order, mark, highestZoneidx, allocFlags, free);
    }

    private static boolean fast(
            ZoneCounters zone,
            int order,
            long mark,
            int highestZoneidx,
            int allocFlags,
            long free,
            @Nullable WatermarkRecorder recorder) {
        if (order == 0) {
            begin(recorder, WatermarkAttempt.Step.SHORTCUT, mark);
            if (shortcut(zone, mark, highestZoneidx, allocFlags, free, recorder)) {
                return true;
            }
        }
        begin(recorder, WatermarkAttempt.Step.TEST, mark);
        if (check(zone, order, mark, highestZoneidx, allocFlags, free, recorder)) {
            return true;
        }
        if (!mayIgnoreBoost(zone, order, allocFlags)) {
            return false;
        }
        long unboosted = zone.watermark(WMARK_MIN);
        begin(recorder, WatermarkAttempt.Step.UNBOOSTED, unboosted);
        return check(zone, order, unboosted, highestZoneidx, allocFlags, free, recorder);
    }

    /** Order 0 only: enough free without looking at the reserves the request may dip into. */
    private static boolean shortcut(
            ZoneCounters zone,
            long mark,
            int highestZoneidx,
            int allocFlags,
            long free,
            @Nullable WatermarkRecorder recorder) {
        long unusable = unusableFree(zone, 0, allocFlags, recorder);
        long usable = free - Math.min(free, unusable);
        long reserve = zone.lowmemReserve(highestZoneidx);
        if (recorder != null) {
            recorder.compared(usable, mark, reserve);
        }
        boolean passed = usable > mark + reserve;
        return decided(recorder, passed ? WatermarkBranch.SHORTCUT_PASSED : WatermarkBranch.SHORTCUT_FAILED);
    }

    /** A boost is meant for kswapd; small atomic requests are not to fail because of it. */
    private static boolean mayIgnoreBoost(ZoneCounters zone, int order, int allocFlags) {
        if (order != 0) {
            return false;
        }
        if ((allocFlags & ALLOC_MIN_RESERVE) == 0) {
            return false;
        }
        return wmark(allocFlags) == ALLOC_WMARK_MIN && zone.watermarkBoost() != 0;
    }

    private static boolean check(
            ZoneCounters zone,
            int order,
            long mark,
            int highestZoneidx,
            int allocFlags,
            long free,
            @Nullable WatermarkRecorder recorder) {
        long net = free - unusableFree(zone, order, allocFlags, recorder);
        long min = effectiveMin(mark, allocFlags, recorder);
        long reserve = zone.lowmemReserve(highestZoneidx);
        if (recorder != null) {
            recorder.compared(net, min, reserve);
        }
        if (net <= min + reserve) {
            return decided(recorder, WatermarkBranch.BASE_FAILED);
        }
        if (order == 0) {
            return decided(recorder, WatermarkBranch.ORDER_0_PASSED);
        }
        boolean found = blockFree(zone, order, allocFlags, recorder);
        return decided(recorder, found ? WatermarkBranch.BLOCK_FOUND : WatermarkBranch.NO_BLOCK);
    }

    /** Free pages that this request could not be given ({@code __zone_watermark_unusable_free}). */
    private static long unusableFree(
            ZoneCounters zone, int order, int allocFlags, @Nullable WatermarkRecorder recorder) {
        long rest = (1L << order) - 1;
        long highatomic = (allocFlags & ALLOC_RESERVES) == 0 ? zone.nrFreeHighatomic() : 0;
        long cma = (allocFlags & ALLOC_CMA) == 0 ? zone.nrFreeCma() : 0;
        if (recorder != null) {
            recorder.unusable(rest, highatomic, cma);
        }
        return rest + highatomic + cma;
    }

    /** How deep this request may go below the mark. Each step takes a part rounded down, so what remains rounds up. */
    private static long effectiveMin(long mark, int allocFlags, @Nullable WatermarkRecorder recorder) {
        long min = mark;
        if ((allocFlags & ALLOC_MIN_RESERVE) != 0) {
            min = reduced(min, 2, ALLOC_MIN_RESERVE, recorder);
            if ((allocFlags & ALLOC_NON_BLOCK) != 0) {
                min = reduced(min, 4, ALLOC_NON_BLOCK, recorder);
            }
        }
        if ((allocFlags & ALLOC_OOM) != 0) {
            min = reduced(min, 2, ALLOC_OOM, recorder);
        }
        return min;
    }

    private static long reduced(long min, int part, int because, @Nullable WatermarkRecorder recorder) {
        long result = min - min / part;
        if (recorder != null) {
            recorder.reduced(because, min, result);
        }
        return result;
    }

    /** Whether some block of this order or above is on a list that the request may use; its own type does not matter. */
    private static boolean blockFree(
            ZoneCounters zone, int order, int allocFlags, @Nullable WatermarkRecorder recorder) {
        for (int o = order; o <= MAX_PAGE_ORDER; o++) {
            long blocks = zone.nrFree(o);
            Migratetype usable = blocks == 0 ? null : usableList(zone, o, allocFlags);
            if (recorder != null) {
                recorder.looked(zone, o, blocks, usable);
            }
            if (usable != null) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Migratetype usableList(ZoneCounters zone, int order, int allocFlags) {
        for (Migratetype type : ANY_REQUEST) {
            if (!zone.listEmpty(order, type)) {
                return type;
            }
        }
        if ((allocFlags & ALLOC_CMA) != 0 && !zone.listEmpty(order, Migratetype.CMA)) {
            return Migratetype.CMA;
        }
        boolean highatomic = (allocFlags & (ALLOC_HIGHATOMIC | ALLOC_OOM)) != 0;
        if (highatomic && !zone.listEmpty(order, Migratetype.HIGHATOMIC)) {
            return Migratetype.HIGHATOMIC;
        }
        return null;
    }

    private static void begin(@Nullable WatermarkRecorder recorder, WatermarkAttempt.Step step, long mark) {
        if (recorder != null) {
            recorder.begin(step, mark);
        }
    }

    private static boolean decided(@Nullable WatermarkRecorder recorder, WatermarkBranch branch) {
        if (recorder != null) {
            recorder.decided(branch);
        }
        return branch.passes();
    }

    private static void checkArguments(int order, long mark) {
        PageGeometry.checkOrder(order);
        PageGeometry.checkNotNegative("watermark", mark);
    }
}
