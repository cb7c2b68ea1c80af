package org.mmtck.impl.freelist;

import static org.mmtck.spec.zone.AllocFlags.*;
import static org.mmtck.spec.zone.ZoneWatermarks.WMARK_HIGH;

import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.zone.AllocSettings;
import org.mmtck.spec.zone.WatermarkVerdict;
import org.mmtck.spec.zone.ZoneWatermark;

/** One call of {@code get_page_from_freelist} with its local variables; the numbers are the steps of clause ALLOC-6. */
class Scan {

    /** Each further pass drops a restriction, and there are two of them: kswapd's nodes and ALLOC_NOFRAGMENT. */
    private static final int MAX_PASSES = 3;

    /** A zone that can grow this often for one request has more memory than any machine. */
    private static final int MAX_GROWTH = 1 << 20;

    private static final int NO_NODE = -1;

    final AllocSettings settings;
    private final FreelistEnvironment environment;
    private final int gfp;
    private final int order;
    final AllocContext ac;
    private final @Nullable AllocSteps steps;
    int allocFlags;
    boolean noFallback;
    boolean skipBusy;
    boolean skipped;
    private boolean again;
    private int lastNode = NO_NODE;
    private boolean lastNodeDirtyOk;

    Scan(AllocSettings settings, FreelistEnvironment environment, int gfp, int order, int allocFlags, AllocContext ac) {
        this.settings = settings;
        this.environment = environment;
        this.gfp = gfp;
        this.order = order;
        this.allocFlags = allocFlags;
        this.ac = ac;
        this.steps = ac.steps();
        // v6.12 does not look whether kswapd is at work.
        this.skipBusy = manyNodes() && settings.kernel().atLeast(KernelVersion.V6_18);
    }

    long run() {
        AllocSteps.noteFlags(steps, "ALLOC-6", "scan with", allocFlags);
        for (int pass = 1; pass <= MAX_PASSES; pass++) {
            again = false;
            noFallback = (allocFlags & ALLOC_NOFRAGMENT) != 0;
            long pfn = pass();
            if (pfn != Freelist.NO_PAGE) {
                return pfn;
            }
            if (!again && !dropRestriction()) {
                return Freelist.NO_PAGE;
            }
        }
        throw new IllegalStateException("more than " + MAX_PASSES + " passes over one zonelist");
    }

    /** ALLOC-7: nodes where kswapd works come back before types may mix. */
    boolean dropRestriction() {
        if (skipBusy && skipped) {
            AllocSteps.note(steps, "ALLOC-7", "once more, with the nodes where kswapd works");
            skipBusy = false;
            return true;
        }
        if (noFallback && !settings.defragModeInForce()) {
            AllocSteps.note(steps, "ALLOC-7", "once more, types may mix");
            allocFlags &= ~ALLOC_NOFRAGMENT;
            return true;
        }
        return false;
    }

    private long pass() {
        for (int place = ac.preferred(); place < ac.length(); place++) {
            if (!ac.eligible(place)) {
                continue;
            }
            ZoneView zone = ac.zone(place);
            if (!allowed(zone)) {
                continue;
            }
            if (remoteBeforeFragment(zone)) {
                again = true;
                return Freelist.NO_PAGE;
            }
            if (kswapdBusy(zone) || !enoughFree(zone)) {
                continue;
            }
            long pfn = tryThisZone(zone);
            if (pfn != Freelist.NO_PAGE) {
                return pfn;
            }
        }
        return Freelist.NO_PAGE;
    }

    /** Steps 1 and 2. */
    boolean allowed(ZoneView zone) {
        if ((allocFlags & ALLOC_CPUSET) != 0
                && !CpusetRule.nodeAllowed(zone.node(), gfp, environment.task(), environment.cpusets())) {
            AllocSteps.note(steps, "ALLOC-6.1", zone, "not in the cpuset");
            return false;
        }
        if (!ac.spreadDirtyPages()) {
            return true;
        }
        if (lastNode != zone.node()) {
            lastNode = zone.node();
            lastNodeDirtyOk = environment.nodeDirtyOk(lastNode);
        }
        if (!lastNodeDirtyOk) {
            AllocSteps.note(steps, "ALLOC-6.2", zone, "its node has too many dirty pages");
        }
        return lastNodeDirtyOk;
    }

    /** Step 3: before memory of another node is used, types may mix on the preferred one. */
    boolean remoteBeforeFragment(ZoneView zone) {
        ZoneView preferred = preferred();
        if (!noFallback || settings.defragModeInForce() || !manyNodes()) {
            return false;
        }
        if (zone == preferred || zone.node() == preferred.node()) {
            return false;
        }
        AllocSteps.note(steps, "ALLOC-6.3", zone, "is remote; once more, types may mix");
        allocFlags &= ~ALLOC_NOFRAGMENT;
        return true;
    }

    /** Step 4. */
    boolean kswapdBusy(ZoneView zone) {
        if (!skipBusy || environment.kswapdSleeping(zone.node())) {
            return false;
        }
        AllocSteps.note(steps, "ALLOC-6.4", zone, "kswapd works on its node");
        skipped = true;
        return true;
    }

    /** Steps 5 to 10. */
    boolean enoughFree(ZoneView zone) {
        environment.condAcceptMemory(zone, order, allocFlags);
        if (!zone.belowHigh()) {
            if (watermarkFast("ALLOC-6.6", zone, wmarkPages(zone, WMARK_HIGH))) {
                return true;
            }
            zone.setBelowHigh();
        }
        long mark = wmarkPages(zone, wmark(allocFlags));
        if (watermarkFast("ALLOC-6.7", zone, mark)) {
            return true;
        }
        if (grown(zone)) {
            AllocSteps.note(steps, "ALLOC-6.8", zone, "has grown");
            return true;
        }
        if ((allocFlags & ALLOC_NO_WATERMARKS) != 0) {
            AllocSteps.note(steps, "ALLOC-6.9", zone, "watermarks do not count");
            return true;
        }
        return reclaimed(zone, mark);
    }

    /** Step 10. */
    private boolean reclaimed(ZoneView zone, long mark) {
        NodeReclaim reclaim = environment.nodeReclaim();
        if (!reclaim.enabled() || !reclaim.allowed(preferred().node(), zone.node())) {
            return false;
        }
        NodeReclaim.Result result = reclaim.nodeReclaim(zone.node(), gfp, order, environment.task());
        if (steps != null) {
            AllocSteps.note(steps, "ALLOC-6.10", zone, "node reclaim gave " + result);
        }
        return switch (result) {
            case NOSCAN, FULL -> false;
            case SOME, SUCCESS -> watermarkOk(zone, mark);
        };
    }

    /** Step 11. */
    private long tryThisZone(ZoneView zone) {
        for (int growth = 0; growth < MAX_GROWTH; growth++) {
            long pfn = zone.rmqueue(preferred(), order, gfp, allocFlags, ac.migratetype());
            if (pfn != Freelist.NO_PAGE) {
                AllocSteps.note(steps, "ALLOC-6.11", zone, "gave the block");
                zone.prepNewPage(pfn, order, gfp, allocFlags);
                if ((allocFlags & ALLOC_HIGHATOMIC) != 0) {
                    zone.reserveHighatomicPageblock(pfn, order);
                }
                return pfn;
            }
            AllocSteps.note(steps, "ALLOC-6.11", zone, "had no block to give");
            if (!grown(zone)) {
                return Freelist.NO_PAGE;
            }
        }
        throw new IllegalStateException(zone.label() + " grew " + MAX_GROWTH + " times without giving a block");
    }

    private boolean grown(ZoneView zone) {
        return environment.condAcceptMemory(zone, order, allocFlags) || environment.deferredGrowZone(zone, order);
    }

    private boolean watermarkFast(String clause, ZoneView zone, long mark) {
        if (steps == null) {
            return ZoneWatermark.zoneWatermarkFast(zone, order, mark, ac.highestZoneidx(), allocFlags);
        }
        WatermarkVerdict verdict =
                ZoneWatermark.explainWatermarkFast(zone, order, mark, ac.highestZoneidx(), allocFlags);
        steps.watermark(clause, zone, verdict);
        return verdict.passed();
    }

    private boolean watermarkOk(ZoneView zone, long mark) {
        long free = zone.nrFreePages();
        if (steps == null) {
            return ZoneWatermark.zoneWatermarkOk(zone, order, mark, ac.highestZoneidx(), allocFlags, free);
        }
        WatermarkVerdict verdict =
                ZoneWatermark.explainWatermarkOk(zone, order, mark, ac.highestZoneidx(), allocFlags, free);
        steps.watermark("ALLOC-6.10", zone, verdict);
        return verdict.passed();
    }

    private static long wmarkPages(ZoneView zone, int level) {
        return zone.watermark(level) + zone.watermarkBoost();
    }

    private boolean manyNodes() {
        return settings.nrOnlineNodes() > 1;
    }

    /** A scan that visits a zone has a preferred one. */
    private ZoneView preferred() {
        return ac.zone(ac.preferred());
    }
}
